"""French: Snowball's stems, with and without accents."""

import re

from cms.search.languages.lists import words
from cms.search.languages.snowball import stemmer
from cms.search.words import Spelling, Word

_stem = stemmer("french")
_ENDING = re.compile(r"ee(s?)$")
_WITHOUT_ACCENTS = str.maketrans("àâäçéèêëîïôöùûüÿ", "aaaceeeeiioouuuy")


def _as_masculine(stem: str) -> str:
    """Give ``juive`` and ``juif`` one stem, which Snowball does not."""
    return f"{stem[:-1]}f" if len(stem) > 3 and stem.endswith("iv") else stem


class French:
    """French words."""

    spelling = Spelling(
        elided=words("l d j m t s n c qu jusqu lorsqu puisqu quoiqu"),
        whole=words("aujourdhui prudhomme prudhommes presquile presquiles quelquun quelquune"),
    )
    light = words(
        "a au aux avec ce ces cette d dans de des du en est et il l la le les leur ou par pour "
        "qu que qui sa se ses son sur un une y"
    )

    def stems(self, word: Word) -> tuple[str, ...]:
        """Snowball's stem of the word as it is written, and of the word without its accents.

        Its rules read accents: ``restaurées`` loses its ending, ``restaurees`` another one. Whoever
        types without accents meets those who write with them in one of the two. (No word ends in
        ``ee`` but for want of an accent.)
        """
        written = _ENDING.sub(r"ée\1", word.accented)
        stems = (_stem(written).translate(_WITHOUT_ACCENTS), _stem(word.text))
        return tuple({_as_masculine(stem): None for stem in stems})

    def beginnings(self, word: Word) -> tuple[str, ...]:
        return ()
