"""Words that are suggested: completions of what is typed, and corrections of a typing error.

They are the index's own words, which are those of public pages: what drafts and private pages say
changes no suggestion. Of each is asked first how many of the pages that the reader may see say it
now: a word of none of them is never suggested.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections

from cms.languages import Language
from cms.search.backends import SearchBackend
from cms.search.backends.compiler import LookFor
from cms.search.dictionary import beginning_with, known
from cms.search.expressions import Expression, Term, all_of
from cms.search.questions import asked, heavy, question
from cms.search.terms import exact_term
from cms.search.words import Word

#: Of so many words is asked who says them; and of so many more where too few of these are said by
#: a page that the reader can reach.
_CANDIDATES, _MORE = 30, 90
#: Whether more pages say a word makes no difference.
_ENOUGH = 100
#: In shorter words, one letter makes another word.
_SHORTEST = {"latin": 4, "hebrew": 3}
_LONGEST = 24
_ALPHABETS = {"latin": "abcdefghijklmnopqrstuvwxyz", "hebrew": "אבגדהוזחטיכלמנסעפצקרשת"}


#: A question, its language, and what is looked for.
Candidate = tuple[str, Language, Expression | None]


@dataclass(frozen=True)
class Suggestion:
    """A question that finds something.

    Attributes:
        text: what to ask.
        language: the language that it is in.
        documents: how many pages it finds, or "enough".
    """

    text: str
    language: Language
    documents: int


def completions(
    text: str, languages: Iterable[Language], pages: Any, limit: int
) -> list[Suggestion]:
    """Return what somebody may be about to type, the most frequent first.

    Args:
        text: what is typed so far. Its last word is completed, unless a space follows.
        languages: the languages to look in.
        pages: the queryset of the pages that may be hinted at.
        limit: how many at most.
    """
    first, more = [], []
    for language in languages:
        candidates = list(_completions(text, language))
        first += candidates[:_CANDIDATES]
        more += candidates[_CANDIDATES:]
    found = _found(first, pages)
    if len(found) < limit and more:
        texts = {each.text for each in found}
        found += [each for each in _found(more, pages) if each.text not in texts]
    return found[:limit]


def correction(text: str, languages: Sequence[Language], pages: Any) -> Suggestion | None:
    """Return what somebody may have meant who found nothing; None when there is no telling.

    That is a question that differs in one letter (one more, one less, another one, or two that
    changed places) in the one word that no page says.

    Args: as for :func:`completions`.
    """
    candidates: list[Candidate] = []
    for language, word in _unsaid(text, languages, pages):
        for each in known(_neighbours(word.text), language)[:_CANDIDATES]:
            corrected = text[: word.start] + each.spelling + text[word.end :]
            candidates.append((corrected, language, question(corrected, [language])))
    return next(iter(_found(candidates, pages)), None)


def _completions(text: str, language: Language) -> Iterator[Candidate]:
    word = _last_word(text, language)
    if word is None:
        return
    before = _heavy_words(text[: word.start], language)
    for each in beginning_with(word.text, language)[: _CANDIDATES + _MORE]:
        expression = all_of(before, Term(exact_term(each.word, language)))
        yield text[: word.start] + each.spelling, language, expression


def _last_word(text: str, language: Language) -> Word | None:
    tokens = asked(text, language)
    if not tokens:
        return None
    word = tokens[-1].words[-1]
    # What follows it may be an apostrophe or a point, but no space.
    return None if any(map(str.isspace, text[word.end :])) else word


def _heavy_words(text: str, language: Language) -> Expression | None:
    """Return what to look for before a word; light words alone, as in l'ét…, say nothing of it."""
    return question(text, [language]) if heavy(asked(text, language), language) else None


def _unsaid(
    text: str, languages: Sequence[Language], pages: Any
) -> Iterator[tuple[Language, Word]]:
    """Yield the one word that no page of a language says, where it is one."""
    words = [
        (language, word)
        for language in languages
        for token in heavy(asked(text, language), language)
        for word in token.words
    ]
    counts = _documents([question(word.text, [language]) for language, word in words], pages)
    for language in languages:
        unsaid = [
            word
            for (spoken, word), count in zip(words, counts, strict=True)
            if spoken == language and count == 0
        ]
        if len(unsaid) == 1:
            yield language, unsaid[0]


def _neighbours(word: str) -> set[str]:
    """Return what differs from a word in one letter."""
    script = "hebrew" if "א" <= word[0] <= "ת" else "latin"
    if not _SHORTEST[script] <= len(word) <= _LONGEST:
        return set()
    letters = _ALPHABETS[script]
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    return {
        *(before + after[1:] for before, after in parts if after),
        *(before + letter + after for before, after in parts for letter in letters),
        *(before + letter + after[1:] for before, after in parts if after for letter in letters),
        *(before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1),
    } - {word}


def _found(candidates: list[Candidate], pages: Any) -> list[Suggestion]:
    """Return the candidates that find something, the most frequent first, each text once."""
    counts = _documents([expression for _, _, expression in candidates], pages)
    found: dict[str, Suggestion] = {}
    for (text, language, _), count in zip(candidates, counts, strict=True):
        if count > (found[text].documents if text in found else 0):
            found[text] = Suggestion(text, language, count)
    return sorted(found.values(), key=lambda each: (-each.documents, len(each.text), each.text))


def _documents(expressions: list[Expression | None], pages: Any) -> list[int]:
    """Return of how many pages each holds, in one query."""
    counted = [each for each in expressions if each is not None]
    if not counted:
        return [0] * len(expressions)
    backend = SearchBackend({})
    statements, parameters = [], []
    for each in counted:
        found = backend.search(LookFor(each), pages, order_by_relevance=False).get_queryset()
        sql, values = found.order_by().values("pk")[:_ENOUGH].query.sql_with_params()
        statements.append(f"(SELECT count(*) FROM ({sql}) AS found)")  # noqa: S608  Django's SQL
        parameters += values
    with connections[pages.db].cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(statements)}", parameters)
        counts = iter(cursor.fetchone())
    return [0 if each is None else next(counts) for each in expressions]
