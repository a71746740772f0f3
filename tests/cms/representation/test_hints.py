"""The schemas of types are what DRF writes of their values."""

import datetime
import json
import uuid
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, NotRequired, Optional, TypedDict

import pytest
from django.db.models import TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from jsonschema import Draft202012Validator
from rest_framework.renderers import JSONRenderer

from blog.models import Category
from cms.representation.hints import hint_schema
from tests.reading import assert_fits


class Mood(TextChoices):
    CALM = "calm"
    LOUD = "loud"


class Place(TypedDict):
    name: str
    floor: NotRequired[int | None]


@pytest.mark.parametrize(
    ("hint", "value", "other"),
    [
        (str, "a", 1),
        (SafeString, SafeString("a"), 1),
        (str, gettext_lazy("Photo"), 1),
        (bool, True, 1),
        (int, 1, "1"),
        (float, 1.5, "1.5"),
        (Decimal, Decimal("1.5"), "1.5"),
        (datetime.datetime, datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), 1),
        (datetime.date, datetime.date(2026, 1, 1), 1),
        (datetime.time, datetime.time(8), 8),
        (datetime.timedelta, datetime.timedelta(minutes=1), 60),
        (uuid.UUID, uuid.uuid4(), 1),
        (bytes, b"a", ["a"]),
        (None, None, ""),
        (int | None, None, ""),
        (Optional[str], "a", 1),  # noqa: UP045  what older code says
        (Literal["a", 1], 1, "b"),
        (Mood, Mood.CALM, "sad"),
        (list[int], [1], ["1"]),
        (set[str], ["a"], [1]),
        (tuple[str, ...], ("a", "b", "c"), [1]),
        (tuple[str, int], ("a", 1), ["a"]),
        (tuple[str, int], ("a", 1), ["a", 1, 2]),
        (Iterator[int], iter([1]), ["1"]),
        (dict[str, int], {"a": 1}, {"a": "1"}),
        (Mapping[str, list[int]], {"a": [1]}, {"a": 1}),
        (Place, {"name": "a"}, {"floor": 1}),
        (list[Place], [{"name": "a", "floor": None}], [{"name": "a", "roof": 1}]),
    ],
)
def test_a_type_takes_its_values_as_drf_writes_them_and_no_others(
    hint: Any, value: Any, other: Any
):
    schema = hint_schema(type(None) if hint is None else hint)
    [written] = json.loads(JSONRenderer().render([value]))
    assert_fits(written, schema)
    assert not Draft202012Validator(schema).is_valid(other)


@pytest.mark.parametrize("hint", [Any, Category, object, "a name"])
def test_what_is_no_type_of_jsons_is_anything(hint: Any):
    assert hint_schema(hint) == {"description": "Any JSON value."}


def test_what_is_known_around_it_is_still_told():
    assert hint_schema(list[Category])["type"] == "array"
