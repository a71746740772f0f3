"""What is looked for in the index, in a form that either engine's own language can say."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cms.queries.among import Place


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the index; with ``prefix`` any that begins with it."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Terms that follow each other."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Everything in it is there."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Something in it is there."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Stands for what is looked for in a search that is compiled once, and asked many times."""


Expression = Term | Sequence | All | Any | Asked


def all_of(*parts: Expression | None) -> Expression | None:
    """Return what holds when all parts do; None when there are none."""
    return _combined(All, parts)


def any_of(*parts: Expression | None) -> Expression | None:
    """Return what holds when one of the parts does; None when there are none."""
    return _combined(Any, parts)


def _combined(
    kind: type[All] | type[Any], parts: tuple[Expression | None, ...]
) -> Expression | None:
    there = tuple(dict.fromkeys(part for part in parts if part is not None))
    return there[0] if len(there) == 1 else kind(there) if there else None


def terms_of(expression: Expression) -> Iterator[Term]:
    """Yield all terms in an expression."""
    if isinstance(expression, Term):
        yield expression
    elif isinstance(expression, Sequence):
        yield from expression.terms
    elif isinstance(expression, (All, Any)):
        for part in expression.parts:
            yield from terms_of(part)


class AskedPlace(Place):
    """Where what is looked for goes into SQL, in the engine's language."""

    name = "asked"

    def __init__(self, say: "Callable[[Expression], str]") -> None:
        self._say = say

    def fill(self, given: Expression) -> str:
        return self._say(given)


def said(expression: Expression, say: "Callable[[Expression], str]") -> "str | AskedPlace":
    """Return the parameter that says an expression; where it is not known yet, its place."""
    return AskedPlace(say) if isinstance(expression, Asked) else say(expression)
