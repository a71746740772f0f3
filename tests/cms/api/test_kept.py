"""What was given before is given again for as long as all that it was made of is the same."""

import json
from datetime import date

import pytest
from django.utils import timezone
from freezegun import freeze_time
from wagtail.models import Collection, Site

from blog.models import BlogPage, Category
from cms.api import kept
from cms.api.kept import represent_as_json
from cms.api.renderer import JSONRenderer
from cms.images.models import Photo, Rendition
from cms.images.renditions import make_renditions
from cms.keeping import Shelf, forget
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.pages.public import public_site
from cms.pages.representation import PageRepresentation
from cms.queries.listed import instances_of
from cms.representation.base import Representation
from cms.representation.compile import compile_model
from cms.representation.models import ModelRepresentation
from cms.representation.references import Reading
from cms.representation.registry import ModelDescription
from cms.representation.relations import Rows
from cms.representation.scalars import ScalarField
from cms.representation.selection import EVERYTHING, exactly
from cms.urls import api as router
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    root_collection,
)

CARD = exactly("title", "html_url", "date", "intro", "lead_image", "categories", "tags")


@pytest.fixture
def photo(db):
    photo = PhotoFactory(file__width=900, file__height=600, caption_en="A square")
    make_renditions(photo)
    return photo


@pytest.fixture
def post(publication, photo):
    """A post with a bit of everything."""
    index = publication.indexes["en"]
    picture = {"image": {"image": photo.pk, "alt_text": "", "decorative": False}}
    other = PostFactory(parent=index, title="Another post")
    link = f'<p>See <a linktype="page" id="{other.pk}">there</a>.</p>'
    post = PostFactory(
        parent=index,
        title="A post",
        lead_image=photo,
        body=[
            {"type": "text", "value": link},
            {"type": "photo", "value": {**picture, "caption": "", "credit": ""}},
        ],
    )
    post.categories = [CategoryFactory(name_en="Cinema"), CategoryFactory(name_en="Books")]
    post.author_links.create(author=AuthorFactory(name="Nour Haddad"), sort_order=0)
    post.related_links.create(post=other, sort_order=0)
    post.tags.add("film", "port")
    post.save()
    return post


@pytest.fixture
def rendered(monkeypatch):
    """The titles of the posts that are rendered."""
    titles, render = [], PageRepresentation.render

    def noting(self, raw, fetched, language):
        if self.model is BlogPage:
            titles.append(raw.title)
        return render(self, raw, fetched, language)

    monkeypatch.setattr(PageRepresentation, "render", noting)
    return titles


@pytest.fixture
def give(rf):
    """Gives posts as the API does, each time for another answer."""

    def give(*posts, representation=None, language=ENGLISH, **reading):
        representation = representation or compile_model(BlogPage, CARD)
        found = instances_of(BlogPage).ask(keys=[post.pk for post in posts])
        found.sort(key=lambda post: post.pk)
        answer = Reading(rf.get("/"), router=router, **reading)
        given = represent_as_json(found, representation, answer, language)
        give.tags = answer.tags
        return json.loads(JSONRenderer().render(given))

    return give


def rename_category(post):
    Category.objects.filter(name_en="Books").update(name_en="Literature")


def leave_category(post):
    post.categories = [Category.objects.get(name_en="Books")]
    post.save()


def rename_tag(post):
    post.tags.filter(name="film").update(name="movie")


def take_tag_away(post):
    post.tags.remove("film")
    post.save()


def caption_photo(post):
    type(post.lead_image).objects.filter(pk=post.lead_image_id).update(caption_en="A harbour")


def lose_rendition(post):
    Rendition.objects.filter(image_id=post.lead_image_id).first().delete()


def hide_photo(post):
    collection = root_collection().add_child(instance=Collection(name="Private"))
    collection.view_restrictions.create(restriction_type="login")
    type(post.lead_image).objects.filter(pk=post.lead_image_id).update(collection=collection)


def rename_author(post):
    post.author_links.get().author.__class__.objects.update(name="Maya Cohen")


def retitle(post):
    BlogPage.objects.filter(pk=post.pk).update(title="Otherwise")


def rewrite(post):
    post.body = [("text", "<p>Otherwise.</p>")]
    post.save()


def retitle_related(post):
    BlogPage.objects.filter(title="Another post").update(title="Another one")


def move_related(post):
    other = BlogPage.objects.get(title="Another post")
    other.slug = "elsewhere"
    other.save()


def unpublish_related(post):
    BlogPage.objects.get(title="Another post").unpublish()


def restrict_related(post):
    other = BlogPage.objects.get(title="Another post")
    other.view_restrictions.create(restriction_type="login")


def move_site(post):
    Site.objects.update(hostname="elsewhere.example")


CHANGES = [
    rename_category, leave_category, rename_tag, take_tag_away, caption_photo, lose_rendition,
    hide_photo, rename_author, retitle, rewrite, retitle_related, move_related,
    unpublish_related, restrict_related, move_site,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_is_what_it_would_be_if_nothing_were_kept(post, give, change):
    everything = compile_model(BlogPage, EVERYTHING)
    before = give(post, representation=everything)
    assert give(post, representation=everything) == before

    change(post)
    after, tags = give(post, representation=everything), give.tags

    forget()
    assert after == give(post, representation=everything)
    assert tags == give.tags
    assert after != before


@pytest.mark.parametrize("selection", [CARD, exactly("title", "body"), EVERYTHING])
def test_a_post_that_is_as_it_was_is_rendered_once(post, give, rendered, selection):
    representation = compile_model(BlogPage, selection)
    first = give(post, representation=representation)
    del rendered[:]
    assert give(post, representation=representation) == first
    assert rendered == []


def test_only_what_has_changed_is_rendered_anew(post, give, rendered):
    others = [PostFactory(parent=post.get_parent(), title=f"Post {n}") for n in range(3)]
    give(post, *others)
    del rendered[:]
    retitle(post)
    give(post, *others)
    assert rendered == ["Otherwise"]


def test_beside_other_posts_it_is_the_same(post, give, rendered):
    other = PostFactory(parent=post.get_parent(), title="Post")
    other.categories = Category.objects.all()
    other.lead_image = post.lead_image
    other.save()
    give(post, other)
    del rendered[:]
    give(other)
    give(post)
    assert rendered == []


def test_each_rendering_that_differs_is_kept_for_itself(post, give):
    representation = compile_model(BlogPage, exactly("body"))

    def text(rich_text_format):
        given = give(post, representation=representation, rich_text_format=rich_text_format)
        return given[0]["body"][0]["value"].strip()

    formats = ("html", "db_html", "markdown")
    assert [text(name) for name in formats * 2] == [text(name) for name in formats] * 2
    assert len({text(name) for name in formats}) == 3


def test_what_has_no_language_of_its_own_is_kept_in_each(db, rf):
    category = CategoryFactory(name_en="Cinema", name_fr="Cinéma")
    representation = compile_model(Category, exactly("name"))

    def name(language):
        found = instances_of(Category).ask(keys=[category.pk])
        given = represent_as_json(found, representation, Reading(rf.get("/")), language)
        return json.loads(JSONRenderer().render(given))[0]["name"]

    assert [name(each) for each in (ENGLISH, FRENCH) * 2] == ["Cinema", "Cinéma"] * 2


def test_pictures_are_kept_in_each_language(rf, photo):
    type(photo).objects.update(description_en="A square", description_he="כיכר")
    representation = compile_model(type(photo), exactly("alt", "srcset"))

    def alt(language):
        found = instances_of(type(photo)).ask(keys=[photo.pk])
        given = represent_as_json(found, representation, Reading(rf.get("/")), language)
        return json.loads(JSONRenderer().render(given))[0]["alt"]

    assert [alt(each) for each in (ENGLISH, HEBREW) * 2] == ["A square", "כיכר"] * 2


def test_moments_are_kept_in_each_time_zone(post, give):
    representation = compile_model(BlogPage, exactly("first_published_at"))
    BlogPage.objects.update(first_published_at="2026-05-01T12:00:00Z")

    def published(zone):
        with timezone.override(zone):
            [given] = give(post, representation=representation)
        return given["meta"]["first_published_at"]

    zones = ("UTC", "Asia/Jerusalem")
    assert [published(zone) for zone in zones * 2] == [published(zone) for zone in zones] * 2
    assert published("UTC") != published("Asia/Jerusalem")


def test_another_address_of_the_api_is_seen(post, give, settings):
    representation = compile_model(BlogPage, exactly("detail_url"))
    give(post, representation=representation)
    settings.WAGTAILAPI_BASE_URL = "https://elsewhere.example"
    [given] = give(post, representation=representation)
    assert given["meta"]["detail_url"].startswith("https://elsewhere.example/")


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


def test_a_draft_is_neither_given_as_it_was_nor_kept(post, give, rf):
    give(post)
    draft = BlogPage.objects.get(pk=post.pk)
    draft.title = "A draft"
    representation = compile_model(BlogPage, CARD)
    given = represent_as_json([draft], representation, Reading(rf.get("/"), router=router), ENGLISH)
    assert json.loads(JSONRenderer().render(given))[0]["title"] == "A draft"
    assert give(post)[0]["title"] == "A post"


class Large(Counting):
    def render(self, raw, fetched, language):
        return 2**70 if raw.title == "A post" else 1


def test_numbers_of_any_length_are_given_beside_what_is_kept(post, give):
    other = PostFactory(parent=post.get_parent(), title="Small")
    representation = with_field(Large())
    given = [give(post, other, representation=representation) for _ in range(2)]
    assert given == [[{"field": 2**70}, {"field": 1}]] * 2


def test_what_is_kept_makes_room_for_others(post, give, rendered, monkeypatch):
    monkeypatch.setattr(kept, "shelf", Shelf(1000))
    others = [PostFactory(parent=post.get_parent(), title=f"Post {n}") for n in range(8)]
    give(*others)
    del rendered[:]
    give(*others)
    assert rendered
    assert kept.shelf.size <= 1000


def test_the_tags_of_an_answer_are_the_same_where_it_is_kept(post, client):
    address = f"/api/v2/pages/{post.pk}/?fields=*"
    first, second = (client.get(address)["Cache-Tag"] for _ in range(2))
    assert first == second
    assert f"page-{post.pk}" in first
