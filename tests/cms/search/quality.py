"""How well the labelled questions are answered."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blog.models import Author, Category
from cms.languages import Language
from cms.search.expressions import All, Expression, Sequence, Term
from cms.search.terms import Indexed
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    link_authors,
    photo_block,
    set_body,
)

FOLDER = Path(__file__).parent / "labelled"
FILES = {"en": "english.toml", "fr": "french.toml", "he": "hebrew.toml"}


@dataclass(frozen=True)
class Answered:
    """A question, which documents answer it, and which are found, the best first."""

    ask: str
    right: frozenset[str]
    found: tuple[str, ...]
    aside: bool

    @property
    def first_right(self) -> int | None:
        """The place of the first right answer, from 1; None where there is none to find."""
        places = (place for place, key in enumerate(self.found, 1) if key in self.right)
        return next(places, len(self.found) + 1 if self.right else None)


@dataclass(frozen=True)
class Figures:
    """Precision, recall, F1, and the mean rank of the first right answer."""

    questions: int
    precision: float
    recall: float
    f1: float
    first_right: float

    @classmethod
    def of(cls, answered: Iterable[Answered]) -> "Figures":
        answered = list(answered)
        hits = sum(len(each.right & set(each.found)) for each in answered)
        precision = hits / sum(len(each.found) for each in answered)
        recall = hits / sum(len(each.right) for each in answered)
        ranks = [each.first_right for each in answered if each.first_right]
        f1 = 2 * precision * recall / (precision + recall)
        return cls(len(answered), precision, recall, f1, sum(ranks) / len(ranks))

    def row(self, *before: str) -> str:
        figures = (self.precision, self.recall, self.f1, self.first_right)
        cells = [*before, str(self.questions), *(f"{figure:.3f}" for figure in figures)]
        return f"| {' | '.join(cells)} |"


HEADER = (
    "| language | questions | of these | precision | recall | F1 | rank of first right |\n"
    "|---|---|---|---|---|---|---|"
)


def labelled(language: Language) -> dict[str, Any]:
    """Return the documents and the questions of a language."""
    return tomllib.loads((FOLDER / FILES[language.code]).read_text())


def publish(documents: list[dict[str, str]], language: Language, parent: Any) -> dict[int, str]:
    """Publish the documents as posts; return their keys by the posts' primary keys."""
    return {_publish(document, language, parent).pk: document["key"] for document in documents}


def _publish(document: dict[str, str], language: Language, parent: Any) -> Any:
    post = PostFactory(parent=parent, title=document["title"], slug=document["key"])
    name = f"name_{language.code}"
    if "category" in document:
        post.categories = [_row(Category, CategoryFactory, **{name: document["category"]})]
    if "tags" in document:
        post.tags.add(document["tags"])
    blocks = [block("text", f"<p>{document['text']}</p>")]
    if "caption" in document or "credit" in document:
        shown = {
            f"{each}_{language.code}": document.get(each, "") for each in ("caption", "credit")
        }
        photo = PhotoFactory(description_en="", caption_en="", credit_en="")
        type(photo).objects.filter(pk=photo.pk).update(**shown)
        blocks.append(photo_block(photo))
    if "video" in document:
        video = {"url": "https://vimeo.com/76979871", "caption": "", "poster": None}
        blocks.append(block("video", {**video, "title": document["video"]}))
    if "quote" in document:
        empty = {"source_title": "", "source_url": "", "note": ""}
        quote = {"text": document["quote"], "attribution": document["attribution"]}
        blocks.append(block("quote", {**quote, **empty}))
    set_body(post, *blocks)
    if "author" in document:
        link_authors(post, _row(Author, AuthorFactory, **{name: document["author"]}))
    return post


def _row(model: Any, factory: Any, **names: str) -> Any:
    return model.objects.filter(**names).first() or factory(**{"name_en": "", **names})


def answer(
    questions: list[dict[str, Any]], keys: dict[int, str], ask: Callable[[str], list[int]]
) -> list[Answered]:
    """Ask the questions: ``ask("oud")`` gives the primary keys of what is found."""
    return [
        Answered(
            each["ask"],
            frozenset(each["finds"]),
            tuple(keys[key] for key in ask(each["ask"])),
            each.get("aside", False),
        )
        for each in questions
    ]


def holds(expression: Expression | None, texts: list[list[Indexed]]) -> bool:
    """Whether texts have what is looked for: what either engine has to say of them."""
    if expression is None:
        return False
    if isinstance(expression, Term):
        return any(expression.text in (w.exact, *w.stems) for text in texts for w in text)
    if isinstance(expression, Sequence):
        wanted = [term.text for term in expression.terms]
        exact = [[word.exact for word in text] for text in texts]
        return any(
            text[place : place + len(wanted)] == wanted
            for text in exact
            for place in range(len(text))
        )
    every = all if isinstance(expression, All) else any
    return every(holds(part, texts) for part in expression.parts)
