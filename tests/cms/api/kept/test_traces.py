"""What an object is made of is seen, and what is not known to be all is rendered each time."""

from datetime import date

import pytest
from freezegun import freeze_time
from wagtail.models import Site

from blog.models import BlogPage, Category
from cms.api import kept
from cms.images.models import Photo
from cms.keeping import forget
from cms.languages import ENGLISH
from cms.pages.public import public_site
from cms.representation.base import Representation
from cms.representation.models import ModelRepresentation
from cms.representation.registry import ModelDescription
from cms.representation.relations import Rows
from cms.representation.scalars import ScalarField
from tests.factories import (
    PostFactory,
)


class Counting(Representation):
    """Counts how often it is rendered."""

    def __init__(self):
        self.times = 0

    def render(self, raw, fetched, language):
        self.times += 1
        self.read(raw, fetched)
        return self.times

    def read(self, raw, fetched):
        """Read nothing more."""

    def schema(self):
        return {"type": "integer"}


class AsksTheDatabase(Counting):
    def read(self, raw, fetched):
        Category.objects.count()


class LoadsAColumn(Counting):
    def read(self, raw, fetched):
        assert raw.draft_title


class ReadsTheRequest(Counting):
    def read(self, raw, fetched):
        assert fetched.reading.request.path == "/"


class AddsATag(Counting):
    def read(self, raw, fetched):
        fetched.reading.tags.add("weather")


class LoadsWhatSaysNothing(Counting):
    def read(self, raw, fetched):
        fetched.reading.once(lambda reading: object())


class AsksInsideOfSomething(Counting):
    def read(self, raw, fetched):
        fetched.once("inside", Category.objects.count)


class CollectsByAColumn(Counting):
    """Refers to what a column says that readers do not see."""

    def collect(self, raw, references):
        references.add(Rows(Category), len(raw.draft_title))


class GivesAFile(Counting):
    """Gives an address of a file, which may hold for a while only."""

    def read(self, raw, fetched):
        field = Photo._meta.get_field("file")
        file = field.attr_class(Photo(), field, "a.jpg")
        assert ScalarField(field).render(file, fetched, ENGLISH)


class SaysTheDay(Counting):
    def read(self, raw, fetched):
        self.times = date.today().day


def with_field(field):
    return ModelRepresentation(BlogPage, ModelDescription(), {"field": field}, ["field"], [])


def test_what_reads_nothing_more_is_rendered_once(post, give):
    representation = with_field(Counting())
    given = [give(post, representation=representation)[0]["field"] for _ in range(3)]
    assert given == [1, 1, 1]


@pytest.mark.parametrize(
    "field",
    [
        AsksTheDatabase, LoadsAColumn, ReadsTheRequest, AddsATag, LoadsWhatSaysNothing,
        AsksInsideOfSomething, CollectsByAColumn, GivesAFile,
    ],
)  # fmt: skip
def test_of_what_is_not_known_all_that_it_depends_on_is_rendered_each_time(post, give, field):
    representation = with_field(field())
    given = [give(post, representation=representation)[0]["field"] for _ in range(3)]
    assert given == [1, 2, 3]


class ReadsTheSite(Counting):
    """Says what the site is called."""

    def render(self, raw, fetched, language):
        return fetched.reading.once(public_site).site.site_name


def test_another_name_of_the_site_is_seen(post, give):
    representation = with_field(ReadsTheSite())
    give(post, representation=representation)
    Site.objects.update(site_name="Elsewhere")
    assert give(post, representation=representation) == [{"field": "Elsewhere"}]


class LoadsMore(Counting):
    """Reads what the row of another page does not have."""

    def __init__(self, pk, target=None):
        super().__init__()
        self.pk, self.target = pk, target

    def collect(self, raw, references):
        references.add(Rows(BlogPage), self.pk, self.target)

    def read(self, raw, fetched):
        # What was loaded for one is there for all, and nobody is asked again.
        assert fetched.get(Rows(BlogPage), self.pk).locale


class LoadsMoreWhileItCollects(Counting):
    def collect(self, raw, references):
        assert raw.locale


@pytest.mark.parametrize("target", [None, LoadsMoreWhileItCollects()])
def test_nothing_is_kept_of_an_answer_for_which_more_was_loaded(post, give, target):
    other = PostFactory(parent=post.get_parent(), title="Post")
    forget()
    give(post, other, representation=with_field(LoadsMore(post.pk, target)))
    assert kept._kept == {}


def test_a_new_day_has_everything_rendered_anew(post, give):
    representation = with_field(SaysTheDay())

    def on(day):
        with freeze_time(day):
            return give(post, representation=representation)[0]["field"]

    assert [on("2026-05-01"), on("2026-05-02"), on("2026-05-03")] == [1, 2, 3]


class OfCategory(Counting):
    """Reads a category that is fetched."""

    def __init__(self, kind, pk):
        super().__init__()
        self.kind, self.pk = kind, pk

    def collect(self, raw, references):
        references.add(self.kind, self.pk)

    def read(self, raw, fetched):
        assert fetched.get(self.kind, self.pk).name_en


class InItsOwnWay(Rows):
    """Finds rows as others do."""

    def sort(self, rows, keys, reading):
        return {key: self.model.objects.get(pk=key) for key in keys}


def test_what_others_fetch_in_their_own_way_is_rendered_each_time(post, give):
    category = post.categories.first()
    representation = with_field(OfCategory(InItsOwnWay(Category), category.pk))
    given = [give(post, representation=representation)[0]["field"] for _ in range(3)]
    assert given == [1, 2, 3]


def test_what_is_fetched_in_another_way_now_is_rendered_anew(post, give, monkeypatch):
    kind, category = Rows(Category), post.categories.first()
    representation = with_field(OfCategory(kind, category.pk))
    give(post, representation=representation)
    monkeypatch.setattr(Rows, "sort", InItsOwnWay.sort)
    [given] = give(post, representation=representation)
    assert given == {"field": 2}


def test_what_is_in_memory_already_is_rendered_each_time(post, give):
    class InMemory(OfCategory):
        def collect(self, raw, references):
            references.supply(self.kind, self.pk, "a name")

        def read(self, raw, fetched):
            assert fetched.get(self.kind, self.pk) == "a name"

    representation = with_field(InMemory(Rows(Category), 1))
    given = [give(post, representation=representation)[0]["field"] for _ in range(2)]
    assert given == [1, 2]


class Large(Counting):
    def render(self, raw, fetched, language):
        return 2**70 if raw.title == "A post" else 1


def test_numbers_of_any_length_are_given_beside_what_is_kept(post, give):
    other = PostFactory(parent=post.get_parent(), title="Small")
    representation = with_field(Large())
    given = [give(post, other, representation=representation) for _ in range(2)]
    assert given == [[{"field": 2**70}, {"field": 1}]] * 2
