"""What is looked for, in the language of the engines, which is the same for both."""

from collections.abc import Sequence
from typing import Any

from cms.search import expressions
from cms.search.expressions import Expression, Term
from cms.search.terms import language_of

#: What a title counts beside the rest, as on SQLite.
_BOOSTS = {"title": 10.0, "body": 1.0, "completed": 1.0}

Said = dict[str, Any]


def say(expression: Expression, parts: Sequence[str]) -> Said:
    """Return a query.

    Args:
        expression: what is looked for.
        parts: of each language, where it is looked for: "title", "body", "completed".
    """
    if isinstance(expression, Term):
        return _either([_term(expression, part) for part in parts])
    if isinstance(expression, expressions.Sequence):
        words = " ".join(term.text for term in expression.terms)
        code = language_of(expression.terms[0].text)
        return _either(
            [
                {"match_phrase": {f"{part}_{code}": {"query": words, "boost": _BOOSTS[part]}}}
                for part in parts
            ]
        )
    assert not isinstance(expression, expressions.Asked), "it is said when it is known"
    said = [say(part, parts) for part in expression.parts]
    return {"bool": {"must": said}} if isinstance(expression, expressions.All) else _either(said)


def _term(term: Term, part: str) -> Said:
    kind = "prefix" if term.prefix else "term"
    field = f"{part}_{language_of(term.text)}"
    return {kind: {field: {"value": term.text, "boost": _BOOSTS[part]}}}


def _either(said: list[Said]) -> Said:
    return {"bool": {"should": said, "minimum_should_match": 1}}
