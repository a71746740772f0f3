"""How pages are given: the fields that every page has beside those of its model."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from cms.languages import LANGUAGES, Language
from cms.pages.families import Family, PageFamilies, PagePointer, Parent
from cms.pages.head import Head
from cms.pages.public import Address, public_site
from cms.queries.rows import key_of
from cms.representation.base import Representation, Schema, closed_object, nullable
from cms.representation.compile import compile_model
from cms.representation.models import ModelRepresentation
from cms.representation.references import Fetched, Reading, References
from cms.representation.registry import ModelDescription, register_model
from cms.representation.schemas import DIRECTION, INTEGER, LOCALE, PATH, TEXT, URI

FAMILIES = PageFamilies()


class PageRepresentation(ModelRepresentation):
    """A page, in the language that it speaks."""

    def language_of(self, raw: Any, fetched: Fetched, language: Language) -> Language:
        return fetched.reading.once(public_site).language_of(raw)

    def schema(self) -> Schema:
        """A page's own type is known, but not that of a page read from the common page table."""
        schema = super().schema()
        if self.model is not Page:
            known = {
                "type": "string",
                "const": f"{self.model._meta.app_label}.{self.model.__name__}",
            }
            for place in (schema, schema["properties"].get("meta", {"properties": {}})):
                if "type" in place["properties"]:
                    place["properties"]["type"] = known
        return schema


class PageType(Representation):
    """The type (``"blog.BlogPage"``), also of an instance not of its specific class."""

    reads_streams = False

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str | None:
        return fetched.reading.once(_TypeNames)[raw.content_type_id]

    def schema(self) -> Schema:
        return TEXT


class _TypeNames(dict[int, str | None]):
    """What readers call page types, by the keys of their content types.

    None where the code has no such model any more.

    Attributes:
        place: they are the same in all readings.
    """

    place = ()

    def __init__(self, reading: Reading) -> None:
        super().__init__()

    def __missing__(self, key: int) -> str | None:
        model = ContentType.objects.get_for_id(key).model_class()
        self[key] = None if model is None else f"{model._meta.app_label}.{model.__name__}"
        return self[key]


class PageLocale(Representation):
    """The code of the page's language."""

    reads_streams = False

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return language.code

    def schema(self) -> Schema:
        return LOCALE


class PageDirection(Representation):
    """The direction in which the page's language is written."""

    reads_streams = False

    def render(self, raw: Any, fetched: Fetched, language: Language) -> str:
        return language.direction

    def schema(self) -> Schema:
        return DIRECTION


class PageAddress(Representation):
    """One of the page's addresses: ``path`` or ``html_url``."""

    reads_streams = False

    def __init__(self, attribute: str, schema: Schema) -> None:
        self._attribute = attribute
        self._schema = schema

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        address: Address | None = fetched.reading.once(public_site).address(raw)
        return None if address is None else getattr(address, self._attribute)

    def schema(self) -> Schema:
        return nullable(self._schema)


class Alternates(Representation):
    """The page in every language in which it is public, itself and ``x-default`` included."""

    reads_streams = False

    def collect(self, raw: Any, references: References) -> None:
        references.add(FAMILIES, key_of(raw))

    def render(self, raw: Any, fetched: Fetched, language: Language) -> list[dict[str, Any]]:
        family = fetched.get(FAMILIES, key_of(raw)) or Family(None, {})
        return self.entries(family, fetched.reading, language)

    def entries(self, family: Family, reading: Reading, language: Language) -> list[dict[str, Any]]:
        """Give the alternates of a family's page, which speaks this language."""
        translations = dict(family.translations)
        if family.page is not None:
            translations.setdefault(language.code, family.page)
        entries = [
            self._entry(spoken.code, spoken, translations[spoken.code], reading)
            for spoken in LANGUAGES
            if spoken.code in translations
        ]
        default = family._replace(translations=translations).default()
        if default is not None:
            spoken = reading.once(public_site).language_of(default)
            entries.append(self._entry("x-default", spoken, default, reading))
        return entries

    @staticmethod
    def _entry(locale: str, spoken: Language, page: Any, reading: Reading) -> dict[str, Any]:
        address = reading.once(public_site).address(page)
        assert address is not None, "a public page has an address"
        return {
            "locale": locale,
            "dir": spoken.direction,
            "id": page.pk,
            "title": page.title,
            "path": address.path,
            "html_url": address.html_url,
        }

    def schema(self) -> Schema:
        locales = [*LOCALE["enum"], "x-default"]
        entry = closed_object(
            {
                "locale": {"type": "string", "enum": locales},
                "dir": DIRECTION,
                "id": INTEGER,
                "title": TEXT,
                "path": PATH,
                "html_url": URI,
            },
            title="Alternate",
        )
        return {"type": "array", "items": entry}


class ParentPage(Representation):
    """The page's parent, where it is public."""

    reads_streams = False

    def _target(self) -> ModelRepresentation:
        return compile_model(Page, (), "nested")

    def collect(self, raw: Any, references: References) -> None:
        if raw.depth > 1:
            references.add(FAMILIES, Parent(raw.path[: -raw.steplen]))

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        family = fetched.get(FAMILIES, Parent(raw.path[: -raw.steplen]))
        if family is None or family.page is None:
            return None
        return fetched.render_once(self._target(), family.page, language)

    def schema(self) -> Schema:
        return nullable(self._target().schema())


class AliasOf(ParentPage):
    """The page that this one is an alias of, where it is public."""

    def collect(self, raw: Any, references: References) -> None:
        if raw.alias_of_id is not None:
            references.add(FAMILIES, raw.alias_of_id)

    def render(self, raw: Any, fetched: Fetched, language: Language) -> Any:
        family = fetched.get(FAMILIES, raw.alias_of_id) if raw.alias_of_id else None
        if family is None or family.page is None:
            return None
        return fetched.render_once(self._target(), family.page, language)


#: Wagtail's fields for pages, with ours after them.
PAGES = ModelDescription(
    computed={
        "type": PageType(),
        "locale": PageLocale(),
        "dir": PageDirection(),
        "path": PageAddress("path", PATH),
        "html_url": PageAddress("html_url", URI),
        "alternates": Alternates(),
        "head": Head(),
        "parent": ParentPage(),
        "alias_of": AliasOf(),
    },
    body=("id", "title"),
    meta=(
        "type",
        "detail_url",
        "html_url",
        "slug",
        "show_in_menus",
        "seo_title",
        "search_description",
        "first_published_at",
        "alias_of",
        "parent",
        "locale",
        "path",
        "dir",
        "last_published_at",
        "alternates",
        "head",
    ),
    top=("type",),
    listing=(
        "id",
        "type",
        "detail_url",
        "title",
        "html_url",
        "slug",
        "first_published_at",
        "locale",
        "path",
        "dir",
        "last_published_at",
        "alternates",
    ),
    nested=("id", "type", "detail_url", "title", "html_url", "path", "locale", "dir"),
    detail_only=("parent", "head"),
    rows=PageFamilies,
    pointer=PagePointer,
    representation=PageRepresentation,
)

register_model(Page, PAGES)
