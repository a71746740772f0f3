"""Collecting references and fetching them, each kind once."""

from abc import ABC, ABCMeta, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from cms.delivery.journal import ask_beside
from cms.delivery.tags import ANYTHING, row_tag
from cms.languages import Language
from cms.queries.rows import key_of
from cms.queries.statement import Given, Statement
from cms.representation.base import Representation

T = TypeVar("T")


class Reading:
    """One answer being made: its request and format, and what is loaded once for all of it.

    Attributes:
        request: the HTTP request, which names the site.
        rich_text_format: one of Wagtail's API formats (``html``, ``db_html``, ``markdown``, …).
        router: the API's router, which knows the addresses of objects; None outside the API.
        site: the site that is read, where it is not the request's own.
        tags: what the answer is made from, and what would change it if it came; see
            :mod:`cms.delivery.tags`.
    """

    def __init__(
        self,
        request: Any,
        *,
        rich_text_format: str = "html",
        router: Any = None,
        site: Any = None,
    ) -> None:
        self.request = request
        self.site = site
        self.rich_text_format = rich_text_format
        self.router = router
        self.tags: set[str] = set()
        self._loaded: dict[Callable[..., Any], Any] = {}

    def once(self, load: Callable[["Reading"], T]) -> T:
        """Return ``load(self)``, called the first time only."""
        if load not in self._loaded:
            self._loaded[load] = load(self)
        return self._loaded[load]  # type: ignore[no-any-return]


class Kind(ABC):
    """A kind of thing that values refer to, and how to fetch many of it at once.

    Two references to equal kinds are fetched together.

    Attributes:
        within: a kind that finds all that this one does, and more of it. Where that one is fetched
            anyway, it serves for both.
    """

    within: "Kind | None" = None

    @abstractmethod
    def fetch(self, keys: Iterable[Any], reading: Reading) -> Mapping[Any, Any]:
        """Return what is found, by key, in a constant number of queries."""

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        """Return the tags of what was read, and of what would have been if it were there.

        Args:
            keys: what was asked for.
            found: what :meth:`fetch` gave.
        """
        return (ANYTHING,)

    def members(self, value: Any) -> Iterable[Any]:
        """Return the things inside one fetched value that may refer to others in turn."""
        return (value,)


class _MadeOnce(ABCMeta):
    """Gives the same instance for the same values: comparing two, and their hash, cost nothing."""

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        made = super().__call__(*args, **kwargs)
        return _made.setdefault((cls, *vars(made).values()), made)


_made: dict[Hashable, Any] = {}


class AskedKind(Kind, metaclass=_MadeOnce):
    """A kind that one statement finds. Several are asked for in the same query.

    Subclasses are dataclasses, frozen, whose instances are made once: ``eq=False``.
    """

    @abstractmethod
    def queryset(self) -> "QuerySet[Any, Any]":
        """Return what finds it, with the keys left open: see :mod:`cms.queries`. Called once."""

    @abstractmethod
    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        """Return what was found, by key."""

    def given(self, keys: list[Any]) -> Given:
        """Return what the queryset is asked with."""
        return {"keys": keys}

    def fetch(self, keys: Iterable[Any], reading: Reading) -> Mapping[Any, Any]:
        keys = list(keys)
        return self.sort(statement_of(self).ask(**self.given(keys)), keys, reading)


@cache
def statement_of(kind: AskedKind) -> Statement:
    """Return the statement that finds a kind; made once."""
    return Statement(kind.queryset)


class Fetched:
    """What was fetched for a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._values: dict[Kind, dict[Any, Any]] = defaultdict(dict)
        self._made: dict[Hashable, Any] = {}

    def get(self, kind: Kind, key: Hashable) -> Any:
        """Return the fetched value, or None when there is no such thing for the public."""
        return self._values[kind].get(key)

    def absent(self, kind: Kind, keys: Iterable[Hashable]) -> list[Any]:
        """Return those of the keys of which nothing was fetched."""
        values = self._values[kind]
        return [key for key in keys if values.get(key) is None]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return ``make()``, called the first time only.

        What is made stands in all places of the answer where it is wanted: who changes it makes a
        copy first.
        """
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]  # type: ignore[no-any-return]

    def render_once(self, representation: Representation, value: Any, language: Language) -> Any:
        """Render a fetched thing, once for all that refer to it."""
        key = (id(representation), id(value), language.code)
        return self.once(key, lambda: representation.render(value, self, language))

    def keep(self, kind: Kind, values: Mapping[Any, Any]) -> None:
        self._values[kind].update(values)


#: What is referred to: its kind, its key, and what will render it.
Note = tuple[Kind, Hashable, Representation | None]

#: A key that was noted, and what will render the thing.
_Wanted = tuple[Any, Representation | None]


class References:
    """What a reading refers to."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._wanted: dict[Kind, list[_Wanted]] = {}
        self._noted: dict[Kind, set[_Wanted]] = defaultdict(set)
        self._fetched = Fetched(reading)

    def add(self, kind: Kind, key: Hashable, then: Representation | None = None) -> None:
        """Note that a thing will be needed, and that ``then`` will render it.

        Once it is fetched, ``then`` collects what the thing itself refers to.
        """
        note, noted = (key, then), self._noted[kind]
        if note not in noted:
            noted.add(note)
            self._wanted.setdefault(kind, []).append(note)

    def supply(
        self, kind: Kind, key: Hashable, value: Any, then: Representation | None = None
    ) -> None:
        """Give a thing that is in memory already, such as a draft's unsaved children."""
        self._fetched.keep(kind, {key: value})
        if then is not None:
            for member in kind.members(value):
                then.collect(member, self)

    def fetch(self) -> Fetched:
        """Fetch everything that was noted, then what that refers to, and so on.

        There are as many rounds as references in a row, which the representations decide: a post's
        authors, then their photos.
        """
        while self._wanted:
            wanted, self._wanted = self._wanted, {}
            self._fetch_missing(wanted)
            for kind, notes in wanted.items():
                for key, then in notes:
                    value = None if then is None else self._fetched.get(kind, key)
                    if then is not None and value is not None:
                        for member in kind.members(value):
                            then.collect(member, self)
        return self._fetched

    def _fetch_missing(self, wanted: Mapping[Kind, Iterable["_Wanted"]]) -> None:
        """Fetch what is not there yet, in as few queries as can be."""
        missing: dict[Kind, list[Any]] = {}
        for kind, notes in wanted.items():
            once = dict.fromkeys([key for key, _ in notes])
            absent = self._fetched.absent(kind, once)
            if absent:
                missing[kind] = absent
        served = {kind: kind.within for kind in missing if kind.within in missing}
        for kind, other in served.items():
            missing[other] = list(dict.fromkeys([*missing[other], *missing[kind]]))
        fetching = {kind: keys for kind, keys in missing.items() if kind not in served}
        asked = [kind for kind in fetching if isinstance(kind, AskedKind)]
        answers = ask_beside([(statement_of(kind), kind.given(fetching[kind])) for kind in asked])
        found: dict[Kind, Mapping[Any, Any]] = {
            kind: kind.sort(rows, fetching[kind], self.reading)
            for kind, rows in zip(asked, answers, strict=True)
        }
        for kind, keys in fetching.items():
            if kind not in found:
                found[kind] = kind.fetch(keys, self.reading)
        for kind, keys in missing.items():
            values = found[served.get(kind, kind)]
            self.reading.tags.update(kind.tags(keys, values))
            self._fetched.keep(kind, values)


def represent(
    objects: Iterable[Any],
    representation: Representation,
    reading: Reading,
    language: Language,
) -> list[Any]:
    """Render objects for readers, in a number of queries that does not depend on how many.

    Args:
        objects: usually model instances, all of the representation's model.
        representation: usually from :func:`cms.representation.models.compile_model`.
        reading: the answer that they are for.
        language: the language of what has none of its own; pages always speak theirs.

    Returns:
        One JSON value per object, in order.
    """
    objects = list(objects)
    references = References(reading)
    for item in objects:
        if isinstance(item, Model):
            reading.tags.add(row_tag(type(item), key_of(item)))
        representation.collect(item, references)
    fetched = references.fetch()
    return [representation.render(item, fetched, language) for item in objects]
