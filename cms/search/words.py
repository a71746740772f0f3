"""The normaliser: what counts as a word, and which spellings of a word are one.

Used when a text is indexed, when a question is asked, and when an excerpt is marked, so that all
three agree. ``docs/search.md`` explains the rules.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

#: Longer words are cut: no reader types them, and PostgreSQL refuses the longest.
MAX_LENGTH = 64

#: Compounds of more parts, such as the slugs of addresses, are their parts only.
_MAX_PARTS = 3

#: Hebrew letters, as inside the brackets of a regular expression.
HEBREW_LETTERS = "\u05d0-\u05ea\u05f0-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f"
#: Vowels, accents, and cantillation as characters of their own; and what nobody sees: controls of
#: direction, joiners, soft hyphens, variation selectors, null characters.
MARK = (
    "[\u0000\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufb1e\ufe20-\ufe2f"
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHE = "['’‘‛ʻʼʽʾʿʹ′´`＇׳]"
_QUOTE = '["״“”„‟″＂]'
#: Apostrophes that are letters to Unicode, with the signs of transliterated ayin and alef.
_MODIFIERS = "ʹʻʼʽʾʿ"
_LETTER = rf"[^\W_{_MODIFIERS}]"

#: Letters with what may stand inside a word: an apostrophe or a geresh, and between Hebrew letters
#: gershayim, which many type as a quotation mark or as two apostrophes.
_CHUNK = re.compile(
    f"{_LETTER}(?:{_LETTER}|{MARK}|{_APOSTROPHE}{{1,2}}(?={MARK}*{_LETTER})"
    f"|(?:(?<=[{HEBREW_LETTERS}])|(?<={MARK})){_QUOTE}(?={MARK}*[{HEBREW_LETTERS}]))*"
)
#: Hebrew letters and others are separate words, as in בNetflix or ב1948.
_PIECE = re.compile(
    f"[{HEBREW_LETTERS}](?:[{HEBREW_LETTERS}]|{MARK}|{_APOSTROPHE}|{_QUOTE})*|[^{HEBREW_LETTERS}]+"
)
_GERSHAYIM = re.compile(
    f"[{HEBREW_LETTERS}]{MARK}*(?:{_QUOTE}|{_APOSTROPHE}{{2}}){MARK}*[{HEBREW_LETTERS}]{MARK}*$"
)
_HYPHEN = re.compile(f"{MARK}*[-‐‑]{MARK}*")
_APOSTROPHES = re.compile(f"{_APOSTROPHE}+")
_MARKS = re.compile(MARK)

#: Letters that Unicode does not take apart, with the pairs of Hebrew letters that keyboards give.
_LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | {"װ": "וו", "ױ": "וי", "ײ": "יי"}
)
#: A Hebrew letter at the end of a word has another shape, and loses it before a suffix.
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: its normal form: letters and digits only, the same for all spellings.
        accented: the same in small letters, with its accents, as stemmers want it.
        start: where it begins in the text.
        end: where it ends.
        acronym: whether it is written with gershayim before its last letter (``ד״ר``).
    """

    text: str
    accented: str
    start: int
    end: int
    acronym: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or several that hyphens join to one (``café-concert``)."""

    words: tuple[Word, ...]

    @property
    def joined(self) -> str:
        """The compound written without its hyphens; "" where there is none."""
        if 1 < len(self.words) <= _MAX_PARTS:
            return "".join(word.text for word in self.words)[:MAX_LENGTH]
        return ""


@dataclass(frozen=True, eq=False)
class Spelling:
    """How a language writes words.

    Attributes:
        elided: short words that lose their vowel and lean on the next word (``l'oud``).
        whole: words with an apostrophe that are one word all the same (``aujourd'hui``).
        possessive: whether ``'s`` at the end of a word is no part of it (of ``1980's`` it is).
    """

    elided: frozenset[str] = frozenset({"l", "d"})
    whole: frozenset[str] = frozenset()
    possessive: bool = False


def tokens(text: str, spelling: Spelling) -> Iterator[Token]:
    """Yield the words of a text, in order."""
    compound: list[Word] = []
    end = 0
    for chunk in _CHUNK.finditer(text):
        begin = chunk.start()
        pieces = [
            Word(text, accented, begin + start, begin + stop, acronym)
            for text, accented, start, stop, acronym in _pieces(chunk[0], spelling)
        ]
        hyphen = _HYPHEN.fullmatch(text, end, chunk.start())
        joins = len(pieces) == 1 and not _is_hebrew(pieces[0])
        if compound and not (hyphen and joins):
            yield Token(tuple(compound))
            compound = []
        if joins:
            compound += pieces
        else:
            yield from (Token((word,)) for word in pieces)
        end = chunk.end()
    if compound:
        yield Token(tuple(compound))


def _is_hebrew(word: Word) -> bool:
    return "א" <= word.text[0] <= "ת"


@lru_cache(maxsize=65536)
def _pieces(chunk: str, spelling: Spelling) -> list[tuple[str, str, int, int, bool]]:
    """Return the words of letters that stand together: as in Word, with places in the chunk."""
    words = []
    for piece in _PIECE.finditer(chunk):
        start, end = piece.span()
        start += _after_elision(piece[0], spelling)
        end = start + _before_possessive(chunk[start:end], spelling)
        accented, text = _normal(chunk[start:end])
        if text:
            acronym = _GERSHAYIM.search(chunk, start, end) is not None
            words.append((text, accented, start, end, acronym))
    return words


def _after_elision(piece: str, spelling: Spelling) -> int:
    """Return where a word begins behind what is elided before it."""
    apostrophe = _APOSTROPHES.search(piece)
    if apostrophe is None or _normal(piece)[1] in spelling.whole:
        return 0
    before = _normal(piece[: apostrophe.start()])[1]
    return apostrophe.end() if before in spelling.elided and piece[apostrophe.end() :] else 0


def _before_possessive(piece: str, spelling: Spelling) -> int:
    if spelling.possessive:
        *_, last = [None, *_APOSTROPHES.finditer(piece)]
        if last and last.start() and piece[last.end() :] in ("s", "S"):
            return len(piece) if piece[last.start() - 1].isdecimal() else last.start()
    return len(piece)


def _normal(piece: str) -> tuple[str, str]:
    """Return a word with its accents, and without, both in small letters."""
    small = unicodedata.normalize("NFKC", piece).casefold().translate(_LETTERS)
    composed = unicodedata.normalize("NFC", small)
    accented = "".join(filter(_is_letter, composed))
    plain = "".join(filter(_is_letter, unicodedata.normalize("NFKD", small)))
    return accented[:MAX_LENGTH], plain.translate(_FINALS)[:MAX_LENGTH]


def _is_letter(character: str) -> bool:
    return character.isalnum() and character not in _MODIFIERS


def spelled(text: str) -> str:
    """Return a word as it is shown: composed, without vowel points and what nobody sees."""
    return _MARKS.sub("", unicodedata.normalize("NFC", text))
