"""Posts: what each says in every language, made of a seed and its number alone."""

import datetime
import random
import re
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

from bench.content.english import ENGLISH
from bench.content.french import FRENCH
from bench.content.hebrew import HEBREW
from bench.content.vocabulary import Vocabulary

VOCABULARIES = {"en": ENGLISH, "fr": FRENCH, "he": HEBREW}

#: The kinds of a body's blocks, in their order.
BLOCKS = (
    "text", "photo", "text", "quote", "text", "photo", "video", "text", "quote", "text", "photo",
    "source",
)  # fmt: skip

PHOTOS_PER_POST = BLOCKS.count("photo")

#: The day of the newest post. There is one a day, so that the newest first is one order only.
_NEWEST = datetime.date(2026, 6, 30)

_VIDEOS = ("eRsGyueVLvQ", "aqz-KE-bpKQ", "R6MlUcmOul8", "WhWc3b3KhnY")


class Heading(NamedTuple):
    """What a post is called in one language."""

    title: str
    slug: str


class Post(NamedTuple):
    """What all languages of a post share.

    Attributes:
        number: from 0.
        key: what its translations have in common.
        date: a day that no other post has.
        headings: by language code.
        categories, authors, tags: their numbers.
        related: the numbers of the posts that it leads on to.
    """

    number: int
    key: uuid.UUID
    date: datetime.date
    headings: dict[str, Heading]
    categories: list[int]
    authors: list[int]
    tags: list[int]
    related: list[int]


class Counts(NamedTuple):
    """How many there are of each."""

    posts: int
    categories: int = 12
    authors: int = 24
    tags: int = 60


def plan_post(seed: int, number: int, counts: Counts) -> Post:
    """Return a post, but for its texts."""
    chance = random.Random(f"{seed} post {number}")
    return Post(
        number=number,
        key=uuid.UUID(int=chance.getrandbits(128), version=4),
        date=_NEWEST - datetime.timedelta(days=counts.posts - 1 - number),
        headings={
            code: _heading(Writer(chance, vocabulary), number)
            for code, vocabulary in VOCABULARIES.items()
        },
        categories=sorted(chance.sample(range(counts.categories), 2)),
        authors=chance.sample(range(counts.authors), 1 + (number % 3 == 0)),
        tags=sorted(chance.sample(range(counts.tags), 4)),
        related=chance.sample(range(counts.posts), min(3, counts.posts)),
    )


def _heading(writer: "Writer", number: int) -> Heading:
    title = writer.phrase(writer.vocabulary.titles)
    words = re.sub(r"[^\w\s-]", "", title.lower().replace("’", " "))
    return Heading(title, f"{'-'.join(words.split()[:6])}-{number}")


def write_body(
    seed: int,
    post: Post,
    code: str,
    *,
    photo_id: Callable[[int], int],
    page_id: Callable[[int], int],
) -> tuple[str, list[dict[str, Any]]]:
    """Return a post's introduction and body in one language, as they are stored.

    Args:
        photo_id: gives the primary key of the post's photo 0, 1, or 2.
        page_id: gives the primary key of a related post in this language, by its number.
    """
    chance = random.Random(f"{seed} body {post.number} {code}")
    writer = Writer(chance, VOCABULARIES[code])
    links = [page_id(number) for number in post.related]
    photos = iter(range(PHOTOS_PER_POST))
    body = []
    for kind in BLOCKS:
        if kind == "text":
            value: Any = writer.text(links)
        elif kind == "photo":
            value = writer.photo(photo_id(next(photos)))
        elif kind == "video":
            value = writer.video(poster=photo_id(0))
        elif kind == "quote":
            value = writer.quote()
        else:
            value = writer.source()
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        body.append({"type": kind, "value": value, "id": key})
    return writer.phrase(writer.vocabulary.intros), body


class Writer:
    """Writes in one language."""

    def __init__(self, chance: random.Random, vocabulary: Vocabulary) -> None:
        self._chance = chance
        self.vocabulary = vocabulary

    def family(self) -> str:
        """A family's name. There are hundreds, so that most posts do not have it."""
        beginning = self._chance.choice(self.vocabulary.family_beginnings)
        return beginning + self._chance.choice(self.vocabulary.family_endings)

    def phrase(self, patterns: tuple[str, ...]) -> str:
        """One of these patterns, filled in."""
        return self._fill(self._chance.choice(patterns))

    def _fill(self, pattern: str) -> str:
        place, other = self._chance.sample(self.vocabulary.places, 2)
        return pattern.format(
            thing=self._chance.choice(self.vocabulary.things),
            place=place,
            other=other,
            family=self.family(),
            year=self._chance.randint(1880, 2020),
        )

    def text(self, links: list[int]) -> str:
        """Rich text: a heading, two paragraphs of several sentences, and two links."""
        page = self._chance.choice(links)
        linked = f'<a linktype="page" id="{page}">{self.phrase(self.vocabulary.headings)}</a>'
        outside = f'<a href="https://example.org/{self._chance.randint(1, 9999)}">{self.family()}'
        return (
            f"<h2>{self.phrase(self.vocabulary.headings)}</h2>"
            f"<p>{self._sentences(4)} <b>{self._sentences(1)}</b> {linked}.</p>"
            f"<p>{self._sentences(3)} <i>{outside}</a></i>.</p>"
        )

    def _sentences(self, number: int) -> str:
        return " ".join(
            self._fill(pattern)
            for pattern in self._chance.sample(self.vocabulary.sentences, number)
        )

    def photo(self, photo: int) -> dict[str, Any]:
        """A photo. Every second one has texts of its own, the others those of the photo."""
        own = self._chance.random() < 0.5
        use = {
            "image": photo,
            "decorative": False,
            "alt_text": self.phrase(self.vocabulary.alternatives),
        }
        caption = self.phrase(self.vocabulary.captions) if own else ""
        return {"image": use, "caption": caption, "credit": ""}

    def video(self, poster: int) -> dict[str, Any]:
        """A video with a poster."""
        return {
            "url": f"https://www.youtube.com/watch?v={self._chance.choice(_VIDEOS)}",
            "title": self.phrase(self.vocabulary.headings),
            "caption": self.phrase(self.vocabulary.captions),
            "poster": poster,
        }

    def quote(self) -> dict[str, Any]:
        """A quotation with its source."""
        return {
            "text": f"<p>{self._sentences(2)}</p>",
            "attribution": self.family(),
            "source_title": self._chance.choice(self.vocabulary.publications),
            "source_url": f"https://example.org/quoted/{self._chance.randint(1, 9999)}",
            "note": "",
        }

    def source(self) -> dict[str, Any]:
        """Where the whole article can be read."""
        return {
            "publication": self._chance.choice(self.vocabulary.publications),
            "title": self.phrase(self.vocabulary.headings),
            "url": f"https://example.org/articles/{self._chance.randint(1, 9999)}",
            "thanks": self.family(),
        }
