"""Parameters that several endpoints take, as the OpenAPI document describes them."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from cms.api.contract import NUMBER, Parameter
from cms.api.filters import HOW_MUCH
from cms.representation.schemas import BOOLEAN, DATE, DATE_TIME, LOCALE, TEXT

FIELDS = Parameter(
    name="fields",
    schema={"type": "string", "pattern": r"^[a-z_*,()-]*$"},
    description=(
        "Fields to give beside those that are given anyway, separated by commas; * for all. "
        "Fields inside an object stand in brackets after its name. With a minus before it a "
        "field is left out, and after a first _ only the fields that follow are given: such "
        "answers have less than this document says is required, and objects with brackets may "
        "have more."
    ),
)
RICH_TEXT_FORMAT = Parameter(
    name="rich_text_format",
    schema={"type": "string", "enum": ["html", "db_html", "markdown", "db_markdown"]},
    description="The form of rich text.",
)
LOCALE_OF_TEXTS = Parameter(
    name="locale",
    schema=LOCALE,
    description="The language of names and other texts; English when it is not given.",
)
SITE = Parameter(name="site", description="The host name of another site than the one asked.")
FORMAT = Parameter(
    name="format", schema={"type": "string", "enum": ["json"]}, description="There is no other."
)
LIMIT = Parameter(
    name="limit", schema={**NUMBER, "maximum": 100}, description="How many at most; by default 20."
)
OFFSET = Parameter(name="offset", schema=NUMBER, description="How many to pass over first.")

SEARCH = (
    Parameter(
        name="search",
        description=f"Words that the text must have: {HOW_MUCH}.",
    ),
    Parameter(
        name="search_operator",
        schema={"type": "string", "enum": ["and", "or"]},
        description="Whether all words must be there, or any.",
    ),
)
SEARCH_PARAMETERS = frozenset(parameter.name for parameter in SEARCH)

DETAIL = (FIELDS, RICH_TEXT_FORMAT)
LISTING = (
    FIELDS,
    RICH_TEXT_FORMAT,
    LIMIT,
    OFFSET,
    Parameter(
        name="order",
        description="Fields to order by, separated by commas; a minus before one reverses it.",
    ),
)
FIND = (Parameter(name="id", schema=NUMBER, description="The id to find."),)


def filters_of(found_in: Iterable[Any], endpoint: Any) -> tuple[Parameter, ...]:
    """Return a parameter for each field that objects of these models can be filtered by."""
    parameters: dict[str, Parameter] = {}
    for model in found_in:
        for name in endpoint.get_available_fields(model, db_fields_only=True):
            field = model._meta.get_field(name)
            if name != "locale" and not isinstance(field, StreamField):
                parameters[name] = Parameter(
                    name=name, schema=_value(field), description=f"Only those whose {name} this is."
                )
    return tuple(parameters.values())


def _value(field: Any) -> dict[str, Any]:
    if isinstance(field, models.BooleanField):
        return BOOLEAN
    if isinstance(field, (models.IntegerField, models.ForeignKey, models.ManyToManyField)):
        return NUMBER
    if isinstance(field, models.DateTimeField):
        return DATE_TIME
    if isinstance(field, models.DateField):
        return DATE
    return TEXT
