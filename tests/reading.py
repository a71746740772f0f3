"""What tests of representations share: reading a value, and holding it against its schema."""

import json
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator
from rest_framework.renderers import JSONRenderer
from wagtail.blocks import Block

from cms.languages import ENGLISH, Language
from cms.representation.base import Representation, Schema
from cms.representation.references import Reading, represent
from cms.representation.registry import represent_block


def read_all(
    values: list[Any],
    representation: Representation,
    language: Language = ENGLISH,
    **reading: Any,
) -> list[Any]:
    """What readers get for each of the stored values, as they get it: after JSON."""
    request = reading.pop("request", None)
    rendered = represent(values, representation, Reading(request, **reading), language)
    return json.loads(JSONRenderer().render(rendered))


def read(
    value: Any, representation: Representation, language: Language = ENGLISH, **reading: Any
) -> Any:
    """What readers get for one stored value."""
    [rendered] = read_all([value], representation, language, **reading)
    return rendered


def read_block(block: Block, value: Any, language: Language = ENGLISH, **reading: Any) -> Any:
    """What readers get for a block's stored value, which must be what its schema says."""
    representation = represent_block(block)
    rendered = read(value, representation, language, **reading)
    assert_fits(rendered, representation.schema())
    return rendered


def assert_fits(data: Any, schema: Schema) -> None:
    """Fail when JSON data is not what its schema says, or the schema is none."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(data)


def count_queries(values: list[Any], representation: Representation) -> int:
    """How many queries it takes to read these values."""
    with CaptureQueriesContext(connection) as queries:
        read_all(values, representation)
    return len(queries)
