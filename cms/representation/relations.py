"""References from one model to others, and the kinds that fetch them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, QuerySet, prefetch_related_objects

from cms.delivery.tags import model_tag, part_of, row_tags
from cms.languages import Language
from cms.queries.among import Keys
from cms.queries.listed import values_of
from cms.queries.rows import key_of
from cms.representation.base import Representation, Schema, nullable
from cms.representation.references import AskedKind, Fetched, Kind, Reading, References
from cms.representation.schemas import TEXT


@dataclass(frozen=True, eq=False)
class Rows(AskedKind):
    """Rows of a model that is public altogether, by primary key."""

    model: type[Model]

    def queryset(self) -> "QuerySet[Any, Any]":
        return self.model._default_manager.filter(pk__among=Keys())

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        by_pk = {key_of(row): row for row in rows}
        # A stream stores a key as JSON has it, which for a UUID is text.
        to_python = self.model._meta.pk.to_python
        return {key: by_pk[pk] for key in keys if (pk := to_python(key)) in by_pk}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return row_tags(self.model, keys)


@dataclass(frozen=True, eq=False)
class Children(AskedKind):
    """The rows that point at an owner through a foreign key of theirs, by the owner's key.

    Attributes:
        accessor: the relation's name on the owner, where a draft keeps unsaved children.
        model: the children's model.
        foreign_key: the name of their field that points at the owner.
        with_related: a foreign key of theirs to fetch in the same query, or "".
    """

    accessor: str
    model: type[Model]
    foreign_key: str
    with_related: str = ""

    def queryset(self) -> "QuerySet[Any, Any]":
        rows = self.model._default_manager.filter(**{f"{self.foreign_key}__among": Keys()})
        return rows.select_related(self.with_related) if self.with_related else rows

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        by_owner: dict[Any, list[Any]] = defaultdict(list)
        foreign_key: Any = self.model._meta.get_field(self.foreign_key)
        for row in rows:
            by_owner[getattr(row, foreign_key.attname)].append(row)
        return by_owner

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        yield from _tags_of_parts(self.model, self.foreign_key, keys)
        if self.with_related:
            related: Any = self.model._meta.get_field(self.with_related)
            rows = (row for rows in found.values() for row in rows)
            pks = {getattr(row, related.attname) for row in rows}
            yield from row_tags(related.related_model, pks)

    def members(self, value: Any) -> Iterable[Any]:
        return value  # type: ignore[no-any-return]


@dataclass(frozen=True, eq=False)
class ManyToMany(AskedKind):
    """The targets of a many-to-many field, by the owner's key, in the targets' own order."""

    accessor: str
    owner: type[Model]
    model: type[Model]
    reverse_name: str
    keys_only: bool

    def queryset(self) -> "QuerySet[Any, Any]":
        targets: Any = self.model._default_manager.filter(**{f"{self.reverse_name}__among": Keys()})
        targets = targets.annotate(_owner=F(self.reverse_name))
        return values_of(targets, "_owner", "pk") if self.keys_only else targets

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        by_owner: dict[Any, list[Any]] = defaultdict(list)
        for row in rows:
            owner, target = row if self.keys_only else (row._owner, row)
            by_owner[owner].append(target)
        return by_owner

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        field: Any = self.owner._meta.get_field(self.accessor)
        yield from _tags_of_parts(field.remote_field.through, field.m2m_field_name(), keys)
        if not self.keys_only:
            pks = {key_of(target) for targets in found.values() for target in targets}
            yield from row_tags(self.model, pks)

    def members(self, value: Any) -> Iterable[Any]:
        return value  # type: ignore[no-any-return]


@dataclass(frozen=True, eq=False)
class HeldTags(AskedKind):
    """Tags by primary key, as a draft has them: each one's place in alphabetical order, and name.

    Attributes:
        model: the tags' model.
    """

    model: type[Model]

    def queryset(self) -> "QuerySet[Any, Any]":
        tags = self.model._default_manager.filter(pk__among=Keys())
        return values_of(tags.order_by("name"), "pk", "name")

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        return {pk: (place, name) for place, (pk, name) in enumerate(rows)}

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        return row_tags(self.model, keys)


@dataclass(frozen=True, eq=False)
class TagNames(AskedKind):
    """The tags of a model's instances, in alphabetical order: ``(primary key, name)`` of each."""

    accessor: str
    model: type[Model]

    def queryset(self) -> "QuerySet[Any, Any]":
        has_some = {f"{self.accessor}__isnull": False}
        tagged = self.model._default_manager.filter(pk__among=Keys(), **has_some)
        tagged = tagged.order_by(f"{self.accessor}__name")
        return values_of(tagged, "pk", f"{self.accessor}__pk", f"{self.accessor}__name")

    def sort(self, rows: list[Any], keys: list[Any], reading: Reading) -> Mapping[Any, Any]:
        by_owner: dict[Any, list[tuple[Any, str]]] = defaultdict(list)
        for owner, pk, name in rows:
            by_owner[owner].append((pk, name))
        return by_owner

    def tags(self, keys: Iterable[Any], found: Mapping[Any, Any]) -> Iterable[str]:
        field: Any = self.model._meta.get_field(self.accessor)
        yield from _tags_of_parts(field.remote_field.through, "content_object", keys)
        pks = {pk for tags in found.values() for pk, _ in tags}
        yield from row_tags(field.related_model, pks)


def _tags_of_parts(model: type[Model], foreign_key: str, keys: Iterable[Any]) -> Iterable[str]:
    """Return the tags of rows that point at owners, such as come and go with the owners' edits."""
    whole = part_of(model)
    if whole is not None and whole.name == foreign_key:
        return row_tags(whole.related_model, keys)
    return (model_tag(model),)


def in_memory(instance: Any, accessor: str) -> list[Any] | None:
    """Return a draft's unsaved related objects, or None when those in the database hold."""
    held = getattr(instance, "_cluster_related_objects", {}).get(accessor)
    return None if held is None else list(held)


class Pointer(Representation):
    """A primary key, represented as the object that it points at; null when it is not public."""

    def __init__(self, kind: Kind, target: Representation) -> None:
        self.kind = kind
        self.target = target

    def collect(self, raw: Any, references: References) -> None:
        if raw is not None:
            references.add(self.kind, raw, self.target)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        found = None if raw is None else fetched.get(self.kind, raw)
        return None if found is None else fetched.render_once(self.target, found, language)

    def schema(self) -> Schema:
        return nullable(self.target.schema())


class Attribute(Representation):
    """A field of an instance, represented by its value's representation."""

    reads_streams = False

    def __init__(self, attname: str, value: Representation) -> None:
        self.attname = attname
        self.value = value
        if getattr(value, "is_as_stored", False):
            self.attribute = attname

    @property
    def collects(self) -> bool:
        return self.value.collects

    def collect(self, raw: Any, references: References) -> None:
        stored = getattr(raw, self.attname)
        if stored is not None:
            self.value.collect(stored, references)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        stored = getattr(raw, self.attname)
        return None if stored is None else self.value.render(stored, fetched, language)

    def schema(self) -> Schema:
        return self.value.schema()


class RelatedList(Representation):
    """A to-many relation of an instance, as a list of each related object's representation.

    Args:
        kind: fetches the related objects (or their keys) by the instance's key.
        item: represents one of them; what it gives as null is left out.
        accessor: the relation's name on the instance.
    """

    reads_streams = False

    def __init__(self, kind: Kind, item: Representation, accessor: str) -> None:
        self._kind = kind
        self._item = item
        self._then = item if item.collects else None
        self._accessor = accessor

    def collect(self, raw: Any, references: References) -> None:
        held = in_memory(raw, self._accessor)
        if held is None:
            references.add(self._kind, key_of(raw), self._then)
        else:
            if with_related := getattr(self._kind, "with_related", ""):
                prefetch_related_objects(held, with_related)
            keys_only = getattr(self._kind, "keys_only", False)
            value = [item.pk for item in held] if keys_only else held
            references.supply(self._kind, key_of(raw), value, self._then)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[Any]:
        return [
            rendered
            for item in fetched.get(self._kind, key_of(raw)) or ()
            if (rendered := fetched.render_once(self._item, item, language)) is not None
        ]

    def schema(self) -> Schema:
        schema = self._item.schema()
        if "anyOf" in schema and {"type": "null"} in schema["anyOf"]:
            schema = schema["anyOf"][0]
        return {"type": "array", "items": schema}


class Tags(Representation):
    """The names of an instance's tags."""

    reads_streams = False

    def __init__(self, accessor: str, model: type[Model]) -> None:
        self._kind = TagNames(accessor, model)
        tags: Any = model._meta.get_field(accessor)
        self._held = HeldTags(tags.related_model)
        link = tags.through._meta.get_field("content_object").remote_field
        self._links = link.get_accessor_name() if link is not None else ""

    def collect(self, raw: Any, references: References) -> None:
        held = in_memory(raw, self._links)
        if held is None:
            references.add(self._kind, key_of(raw))
            return
        for key in {link.tag_id for link in held}:
            references.add(self._held, key)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[str]:
        held = in_memory(raw, self._links)
        if held is None:
            return [name for _, name in fetched.get(self._kind, key_of(raw)) or ()]
        tags = (fetched.get(self._held, key) for key in {link.tag_id for link in held})
        return [name for _, name in sorted(tag for tag in tags if tag is not None)]

    def schema(self) -> Schema:
        return {"type": "array", "items": TEXT}
