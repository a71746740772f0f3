"""What texts of one language are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """The parts of a language's texts.

    A pattern may name ``{thing}``, ``{place}``, ``{other}`` (another place), ``{family}``, and
    ``{year}``. What stands for them fits in wherever the pattern has it.

    Attributes:
        things: what posts are about, with their article.
        places: where it is.
        family_beginnings, family_endings: a family's name is one of each; most are rare.
        titles, intros, sentences, headings, captions: patterns.
        alternatives: patterns of photos' alternative texts.
        publications: where articles are quoted from.
        credit: the pattern of a photo's credit.
    """

    things: tuple[str, ...]
    places: tuple[str, ...]
    family_beginnings: tuple[str, ...]
    family_endings: tuple[str, ...]
    titles: tuple[str, ...]
    intros: tuple[str, ...]
    sentences: tuple[str, ...]
    headings: tuple[str, ...]
    captions: tuple[str, ...]
    alternatives: tuple[str, ...]
    publications: tuple[str, ...]
    credit: str
