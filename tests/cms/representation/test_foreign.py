import pytest
from rest_framework import serializers
from wagtail import blocks
from wagtail.api import APIField

from blog.models import Category
from cms.representation.compile import compile_model
from tests.factories import CategoryFactory
from tests.reading import assert_fits, read, read_all, read_block


class Shouting(serializers.CharField):
    """Another package's serializer."""

    def to_representation(self, value):
        return f"{value.upper()} ({self.context['request']})"


class PriceBlock(blocks.StructBlock):
    """Another package's block, which says itself what the API gives."""

    amount = blocks.DecimalBlock()
    currency = blocks.CharBlock()

    def get_api_representation(self, value, context=None):
        return f"{value['amount']} {value['currency']} ({context['request']})"


class DearPriceBlock(PriceBlock):
    """Inherits how it is given."""


@pytest.fixture
def api_fields(monkeypatch):
    """Give the categories these ``api_fields`` for the test."""

    def give(*fields):
        monkeypatch.setattr(Category, "api_fields", list(fields))
        compile_model.cache_clear()
        return compile_model(Category)

    yield give
    compile_model.cache_clear()


def test_a_field_with_a_serializer_of_its_own_is_given_by_it(db, api_fields):
    representation = api_fields(APIField("slug", serializer=Shouting()))
    given = read(CategoryFactory(slug="film"), representation, request="a request")
    assert given["slug"] == "FILM (a request)"


def test_a_serializer_may_read_another_field_than_the_one_it_is_given_for(db, api_fields):
    representation = api_fields(
        APIField("address", serializer=serializers.CharField(source="slug"))
    )
    assert read(CategoryFactory(slug="film"), representation)["address"] == "film"


def test_a_serializer_of_the_whole_instance_is_given_by_it(db, api_fields):
    class Slugs(serializers.ModelSerializer):
        class Meta:
            model = Category
            fields = ["slug"]

    representation = api_fields(APIField("both", serializer=Slugs(source="*")))
    assert read(CategoryFactory(slug="film"), representation)["both"] == {"slug": "film"}


def test_a_serializer_that_finds_nothing_gives_null(db, api_fields):
    representation = api_fields(APIField("nothing", serializer=Shouting(source="absent")))
    category = CategoryFactory()
    category.absent = None
    assert read(category, representation)["nothing"] is None


def test_a_field_that_its_serializer_skips_is_left_out_and_its_schema_allows_that(db, api_fields):
    skipped = serializers.CharField(source="no.such.thing", required=False)
    representation = api_fields("slug", APIField("skipped", serializer=skipped))
    given = read(CategoryFactory(slug="film"), representation)
    assert "skipped" not in given
    assert_fits(given, representation.schema())


def test_a_serializer_is_bound_once_for_all_objects_of_a_reading(db, api_fields):
    class Counting(serializers.CharField):
        bound = 0

        def bind(self, field_name, parent):
            type(self).bound += 1
            super().bind(field_name, parent)

    representation = api_fields(APIField("slug", serializer=Counting()))
    before = Counting.bound
    read(CategoryFactory(), representation)
    once = Counting.bound - before
    read_all(CategoryFactory.create_batch(5), representation)
    assert Counting.bound - before == 2 * once


def test_a_property_is_given_as_it_is(db, api_fields, monkeypatch):
    monkeypatch.setattr(
        Category, "shelf", property(lambda self: f"shelf of {self.slug}"), raising=False
    )
    assert read(CategoryFactory(slug="film"), api_fields("shelf"))["shelf"] == "shelf of film"


def test_a_method_is_called(db, api_fields, monkeypatch):
    monkeypatch.setattr(Category, "shelf", lambda self: f"shelf of {self.slug}", raising=False)
    assert read(CategoryFactory(slug="film"), api_fields("shelf"))["shelf"] == "shelf of film"


@pytest.mark.parametrize("block", [PriceBlock(), DearPriceBlock()], ids=["itself", "inherited"])
def test_a_block_with_an_api_representation_of_its_own_is_taken_at_its_word(block):
    stored = {"amount": "12.50", "currency": "MAD"}
    assert read_block(block, stored, request="a request") == "12.50 MAD (a request)"


def test_such_a_block_inside_others_is_taken_at_its_word_too():
    stream = blocks.StreamBlock([("prices", blocks.ListBlock(PriceBlock()))])
    stored = [{"type": "prices", "value": [{"amount": "1", "currency": "MAD"}], "id": "1"}]
    assert read_block(stream, stored)[0]["value"] == ["1 MAD (None)"]
