"""What of an object is indexed: its texts, each with its languages and its weight.

That is what its model names in ``search_fields``, as for any of Wagtail's backends. A page speaks
its own language, and so does what it shows of photos, categories, and authors; a shared row speaks
each of its columns' languages; and what has no language, such as a tag, is read in all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from django.core.exceptions import FieldDoesNotExist
from modeltranslation.manager import get_translatable_fields_for_model
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model
from wagtail.models import CollectionMember, Locale, TranslatableMixin
from wagtail.search import index

from cms.collections import in_public_collections
from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, get_language
from cms.queries.among import Keys
from cms.queries.listed import values_of
from cms.queries.statement import Statement
from cms.representation.streams import stored_stream
from cms.search.texts import Markup, PhotoUse, plain, stream_texts

#: Titles, introductions, names of what an object has, and all else.
Weight = Literal["A", "B", "C", "D"]

_PHOTO_TEXTS = ("description", "caption", "credit")


@dataclass(frozen=True)
class Text:
    """A text of an object.

    Attributes:
        text: plain text.
        languages: by whose rules its words are read.
        weight: how much it counts.
    """

    text: str
    languages: tuple[Language, ...]
    weight: Weight


@dataclass
class Sources:
    """What is fetched for objects, for all of them at once.

    Attributes:
        languages: the languages by the keys of Wagtail's locales.
        photos: the texts of the photos that are shown in streams, by key.
        streams: what stands in streams, by the model, the object's key, and the field.
        related: the fields of related rows, by the model, the way to them, and the object's key.
    """

    languages: dict[Any, Language]
    photos: dict[Any, dict[str, str]] = field(default_factory=dict)
    streams: dict[tuple[Any, Any, str], list[str | Markup | PhotoUse]] = field(default_factory=dict)
    related: dict[tuple[Any, str], dict[Any, list[dict[str, Any]]]] = field(default_factory=dict)

    @classmethod
    def load(cls, objects: Sequence[Any], *, related: bool = True) -> "Sources":
        """Fetch what the texts of these objects need. The number of queries is constant.

        Args:
            objects: the objects.
            related: whether the names of what they have are needed, too.
        """
        sources = cls({locale.pk: _spoken(locale) for locale in Locale.objects.all()})
        keys: dict[Any, list[Any]] = defaultdict(list)
        for each in objects:
            keys[type(each)].append(each.pk)
        for model in keys if related else ():
            for way, names in _ways(model.get_search_fields()):
                sources.related[model, way] = _fetch(model, keys[model], way, names)
        sources._load_photos(objects)
        return sources

    def _load_photos(self, objects: Sequence[Any]) -> None:
        used = {
            part.pk
            for each in objects
            for name in streams_of(type(each))
            for part in self.stream(each, name)
            if isinstance(part, PhotoUse)
        }
        if used:
            columns = [f"{name}_{each.code}" for name in _PHOTO_TEXTS for each in LANGUAGES]
            names = ("pk", *columns)
            rows = _photo_texts(names).ask(keys=used)
            self.photos = {row[0]: dict(zip(names, row, strict=True)) for row in rows}

    def stream(self, obj: Any, name: str) -> list[str | Markup | PhotoUse]:
        """Return what stands in an object's stream; it is read once."""
        key = (type(obj), obj.pk, name)
        if key not in self.streams:
            self.streams[key] = list(_stream(obj, name))
        return self.streams[key]

    def language_of(self, obj: Any) -> Language | None:
        """Return the one language of an object; None where it speaks all, or none."""
        return self.languages[obj.locale_id] if isinstance(obj, TranslatableMixin) else None


def texts_of(
    obj: Any,
    sources: Sources,
    kind: Any = index.SearchField,
    weights: Collection[Weight] = ("A", "B", "C", "D"),
) -> Iterator[Text]:
    """Yield the texts of an object.

    Args:
        obj: the object.
        sources: what was fetched for it.
        kind: ``SearchField``, or ``AutocompleteField`` for those that are completed.
        weights: those of the texts that are wanted.
    """
    language = sources.language_of(obj)
    seen: set[str] = set()
    for declared in obj.get_search_fields():
        if isinstance(declared, kind):
            for name, languages in _columns(type(obj), declared.field_name, language):
                if name not in seen:
                    seen.add(name)
                    weight = _weight(name, declared)
                    if weight in weights:
                        for text in _values(obj, declared, name, sources):
                            yield Text(text, languages, weight)
        elif isinstance(declared, index.RelatedFields) and "C" in weights:
            for way, names in _ways([declared], kind):
                for row in sources.related.get((type(obj), way), {}).get(obj.pk, ()):
                    yield from _related(row, names, language)


def body_text(obj: Any, sources: Sources) -> str:
    """Return what an object says in running text: what excerpts are cut from."""
    texts = (each.text for each in texts_of(obj, sources, weights=("B", "D")))
    return " ".join(" ".join(texts).split())


@cache
def _photo_texts(names: tuple[str, ...]) -> Statement:
    """Return the statement that finds texts of public photos by key."""
    photos = get_image_model()._base_manager
    return Statement(
        lambda: values_of(in_public_collections(photos.filter(pk__among=Keys())), *names)
    )


def _spoken(locale: Any) -> Language:
    try:
        return get_language(locale.language_code)
    except LookupError:
        return DEFAULT_LANGUAGE


def _weight(name: str, declared: Any) -> Weight:
    if name == "title":
        return "A"
    return "B" if (getattr(declared, "boost", None) or 0) > 1 else "D"


def _columns(
    model: Any, name: str, language: Language | None
) -> list[tuple[str, tuple[Language, ...]]]:
    """Return the columns that a field stands for, with the languages that each is read in."""
    translated = get_translatable_fields_for_model(model) or ()
    if name in translated:  # the base column holds whatever was spoken when it was saved
        return [(f"{name}_{each.code}", (each,)) for each in LANGUAGES]
    base, _, code = name.rpartition("_")
    if base in translated:
        return [(name, (get_language(code),))]
    return [(name, (language,) if language else LANGUAGES)]


def _values(obj: Any, declared: Any, name: str, sources: Sources) -> Iterator[str]:
    """Yield the texts of a field."""
    if name != declared.field_name:
        yield getattr(obj, name) or ""
        return
    column = _field(type(obj), name)
    if isinstance(column, StreamField):
        yield from _stream_values(obj, name, sources)
    elif isinstance(column, RichTextField):
        yield plain(getattr(obj, name) or "")
    else:
        yield _as_text(declared.get_value(obj))


def _as_text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return " ".join(map(_as_text, value))
    if isinstance(value, dict):
        return _as_text(list(value.values()))
    return "" if value is None else str(value)


def _stream_values(obj: Any, name: str, sources: Sources) -> Iterator[str]:
    language = sources.language_of(obj) or DEFAULT_LANGUAGE
    for part in sources.stream(obj, name):
        if isinstance(part, str):
            yield part
        elif isinstance(part, Markup):
            yield plain(part.html)
        elif part.pk in sources.photos:
            for shown in part.shown:
                yield _in_language(sources.photos[part.pk], shown, language)


def _stream(obj: Any, name: str) -> Iterator[str | Markup | PhotoUse]:
    block = obj._meta.get_field(name).stream_block
    return stream_texts(block, stored_stream(obj, obj._meta.get_field(name).attname))


def _in_language(row: dict[str, Any], name: str, language: Language) -> str:
    """Return a row's text in a language, or else the one that is shown in its place."""
    return row[f"{name}_{language.code}"] or row[f"{name}_{DEFAULT_LANGUAGE.code}"] or ""


def _related(
    row: dict[str, Any], names: Iterable[str], language: Language | None
) -> Iterator[Text]:
    bases = {name: name.rpartition("_")[0] for name in names}
    translated = {
        base
        for base in bases.values()
        if base and all(f"{base}_{each.code}" in row for each in LANGUAGES)
    }
    if language:
        for base in sorted(translated):
            yield Text(_in_language(row, base, language), (language,), "C")
    for name, base in bases.items():
        if base not in translated:
            yield Text(_as_text(row[name]), (language,) if language else LANGUAGES, "C")
        elif not language:
            yield Text(row[name] or "", (get_language(name.rpartition("_")[2]),), "C")


def _ways(declared: Iterable[Any], kind: Any = index.BaseField) -> list[tuple[str, list[str]]]:
    """Return the ways to related rows, each with the names of the fields that are read there."""
    ways = []
    for related in declared:
        if isinstance(related, index.RelatedFields):
            wanted = (
                (kind,)
                if kind is not index.BaseField
                else (
                    index.SearchField,
                    index.AutocompleteField,
                )
            )
            names = [each.field_name for each in related.fields if isinstance(each, wanted)]
            if names:
                ways.append((related.field_name, list(dict.fromkeys(names))))
            inner = _ways(related.fields, kind)
            ways += [(f"{related.field_name}__{way}", names) for way, names in inner]
    return ways


def _fetch(
    model: Any, keys: list[Any], way: str, names: list[str]
) -> dict[Any, list[dict[str, Any]]]:
    rows = model._base_manager.filter(pk__in=keys, **{f"{way}__isnull": False}).order_by("pk")
    related = _model_at(model, way)
    if issubclass(related, CollectionMember):
        public = in_public_collections(related._base_manager.all())
        rows = rows.filter(**{f"{way}__in": public})
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for key, *values in rows.values_list("pk", *(f"{way}__{name}" for name in names)):
        found[key].append(dict(zip(names, values, strict=True)))
    return found


def _model_at(model: Any, way: str) -> Any:
    """Return the model that a way from another one leads to."""
    for name in way.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def streams_of(model: Any) -> list[str]:
    """Return the names of a model's streams that are read."""
    names = (each.field_name for each in model.get_search_fields())
    return [name for name in dict.fromkeys(names) if isinstance(_field(model, name), StreamField)]


def _field(model: Any, name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
