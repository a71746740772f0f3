import datetime
import uuid
from decimal import Decimal

import pytest
from django.db import models
from django.test.utils import isolate_apps

from blog.models import Category
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.representation.references import Fetched, Reading
from cms.representation.scalars import Plain, ScalarField, TranslatedText, fallback_entry
from tests.reading import assert_fits, read

NOON = datetime.datetime(2026, 6, 12, 12, 30, tzinfo=datetime.UTC)
KEY = uuid.UUID("6f1a5cf0-7c19-4b7c-9d5e-0d3a2f1b0c4e")
NOTHING = Fetched(Reading(None))


with isolate_apps():

    class Sample(models.Model):  # noqa: DJ008  never shown
        """A field of each kind."""

        char = models.CharField(max_length=9)
        text = models.TextField()
        integer = models.IntegerField()
        number = models.FloatField()
        boolean = models.BooleanField()
        date = models.DateField()
        datetime = models.DateTimeField()
        time = models.TimeField()
        decimal = models.DecimalField(max_digits=5, decimal_places=2)
        uuid = models.UUIDField()
        nullable = models.DateField(null=True)
        chosen = models.CharField(max_length=9, choices=[("a", "A"), ("B", [("b", "B")])])
        choosable = models.TextField(choices={"a": "A"}, blank=True)
        unset = models.CharField(  # noqa: DJ001  as others do
            max_length=9,
            choices=[(None, "–"), ("a", "A")],
            blank=True,
            null=True,
        )
        rank = models.IntegerField(choices=[(1, "First"), (2, "Second")], blank=True, null=True)
        price = models.DecimalField(max_digits=5, decimal_places=2, choices=[(1, "One")])
        day = models.DateField(choices=[(NOON.date(), "That day")])
        called = models.CharField(max_length=9, choices=lambda: [("a", "A")])
        content = models.CharField(
            max_length=9, choices=lambda: Category.objects.values_list("slug", "slug")
        )
        none_yet = models.CharField(max_length=9, choices=list)

        class Meta:
            app_label = "sample"


def field_named(name):
    return Sample._meta.get_field(name)


@pytest.mark.parametrize(
    ("name", "value", "given"),
    [
        ("char", "Zellige", "Zellige"),
        ("text", "", ""),
        ("integer", 7, 7),
        ("number", 0.5, 0.5),
        ("boolean", True, True),
        ("date", datetime.date(2026, 6, 12), "2026-06-12"),
        ("datetime", NOON, "2026-06-12T12:30:00Z"),
        ("time", datetime.time(12, 30), "12:30:00"),
        ("decimal", Decimal("1.50"), "1.50"),
        ("uuid", KEY, str(KEY)),
        ("nullable", None, None),
        ("chosen", "b", "b"),
        ("unset", None, None),
        ("unset", "", ""),
        ("rank", 2, 2),
        ("price", Decimal("1.00"), "1.00"),
        ("day", NOON.date(), "2026-06-12"),
    ],
)
def test_a_fields_value_is_given_as_drf_gives_it_and_as_its_schema_says(name, value, given):
    representation = ScalarField(field_named(name))
    assert read(value, representation) == given
    assert_fits(given, representation.schema())


def test_the_schema_of_a_field_that_may_be_null_says_so():
    assert ScalarField(field_named("nullable")).schema() == {
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("chosen", ["a", "b"]),
        ("choosable", ["a", ""]),
        ("price", ["1.00"]),
        ("day", ["2026-06-12"]),
        ("called", ["a"]),
    ],
)
def test_the_schema_of_a_field_with_choices_enumerates_them(name, values):
    assert ScalarField(field_named(name)).schema()["enum"] == values


@pytest.mark.parametrize(("name", "values"), [("unset", ["a", ""]), ("rank", [1, 2])])
def test_a_field_with_choices_may_be_null_beside_them(name, values):
    one, null = ScalarField(field_named(name)).schema()["anyOf"]
    assert (one["enum"], null) == (values, {"type": "null"})


@pytest.mark.parametrize("name", ["content", "none_yet"])
def test_choices_that_are_not_known_beforehand_are_any_text(db, name):
    assert ScalarField(field_named(name)).schema() == {"type": "string"}


def test_a_plain_value_is_given_as_it_is():
    assert read({"a": [1]}, Plain()) == {"a": [1]}


@pytest.mark.parametrize(
    ("language", "text"), [(ENGLISH, "Film"), (FRENCH, "Cinéma"), (HEBREW, "Film")]
)
def test_a_translated_text_is_in_the_asked_language_or_else_in_english(language, text):
    category = Category(name_en="Film", name_fr="Cinéma", name_he="")
    assert read(category, TranslatedText("name"), language) == text


@pytest.mark.parametrize(
    ("language", "other"), [(ENGLISH, None), (FRENCH, None), (HEBREW, ENGLISH)]
)
def test_a_translated_text_knows_which_other_language_answered(language, other):
    category = Category(name_en="Film", name_fr="Cinéma", name_he=None)
    assert TranslatedText("name").answering(category, language) == other


def test_nothing_answers_for_a_text_that_no_language_has():
    category = Category(name_en=None)
    assert read(category, TranslatedText("name"), HEBREW) == ""
    assert TranslatedText("name").answering(category, HEBREW) is None


def test_english_does_not_fall_back_to_another_language():
    assert TranslatedText("name").render(Category(name_fr="Cinéma"), NOTHING, ENGLISH) == ""


def test_a_fallback_names_the_language_and_its_direction():
    assert fallback_entry(HEBREW) == {"locale": "he", "dir": "rtl"}
