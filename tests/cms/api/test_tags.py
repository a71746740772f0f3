"""Which answers a change renews: those that it changes, and few others."""

import re

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from cms.delivery.tags import ANYTHING, STRUCTURE, coarser, model_tag
from cms.delivery.watched import is_private
from cms.wsgi import django_application
from home.models import HomePage, SiteSettings
from tests.cms.api.addresses import addresses
from tests.cms.delivery.lines import recorded
from tests.cms.delivery.wsgi import ask
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    block,
    link_authors,
    link_related_posts,
    photo_block,
    set_body,
    translate,
)
from tests.museum.models import ExhibitPage


def tags_of(address):
    reply = ask(django_application, address)
    assert reply.status == 200, (address, reply.body)
    return set(reply.headers["cache-tag"].split(","))


def api(page):
    return f"/api/v2/pages/{page.pk}/"


@pytest.fixture
def renewed():
    """The addresses, of some, whose answers a change renews: ``renewed(change, *addresses)``."""

    def renewed(change, *among):
        carried = {address: tags_of(address) for address in among}
        with recorded() as named:
            change()
        assert named
        return [address for address in among if carried[address] & {*named, ANYTHING}]

    return renewed


@pytest.fixture
def other(story, publication):
    """A post that has nothing in common with the story."""
    return PostFactory(parent=publication.indexes["en"], title="Windows")


# --- What an answer has ---


def test_a_category_renews_the_pages_that_show_it(story, other, renewed):
    story.category.name_en = "Cinema"
    shown = api(story.posts["en"]), "/en/stories/doors/", "/en/stories/", "/api/v2/categories/film/"

    assert renewed(story.category.save, *shown, api(other), api(story.about["en"])) == [*shown]


def test_an_author_renews_the_posts_they_wrote(story, other, renewed):
    link_authors(other, AuthorFactory())
    story.author.name_en = "Ada L."

    assert renewed(story.author.save, api(story.posts["he"]), api(other)) == [
        api(story.posts["he"])
    ]


def test_a_photo_renews_the_pages_that_show_it(story, other, renewed):
    set_body(other, photo_block(PhotoFactory()))
    story.photo.caption_en = "Another caption"

    assert renewed(story.photo.save, api(story.posts["en"]), api(other)) == [api(story.posts["en"])]


def test_a_tag_that_another_post_is_the_first_to_have_renews_only_that(story, other, renewed):
    def tag():
        other.tags.add("glass")
        other.save()

    assert renewed(tag, api(story.posts["en"]), api(other)) == [api(other)]


def test_the_body_of_a_post_renews_the_post_and_the_listings_of_its_language(story, other, renewed):
    changed = (
        api(other),
        "/en/stories/windows/",
        "/en/stories/",
        # What the built-in reader shows beside a post.
        "/en/stories/doors/",
        "/api/v2/pages/?locale=en",
    )
    unchanged = (
        api(story.posts["en"]),
        "/en/about/",
        "/he/",
        "/fr/articles/",
        "/api/v2/pages/?locale=he",
        "/api/v2/site/?locale=en",
        "/api/v2/categories/?locale=fr",
        "/api/v2/images/",
        "/api/v2/openapi.json",
    )

    def edit():
        set_body(other, block("text", "<p>Glass.</p>"))

    assert renewed(edit, *changed, *unchanged) == [*changed]


def test_a_page_renews_what_links_to_it_its_translations_and_what_is_below_it(
    story, publication, renewed
):
    about = story.about["en"]
    below = StandardPageFactory(parent=about)
    other = StandardPageFactory(parent=publication.homes["en"])
    about.title = "Who we are"

    assert renewed(
        about.save, api(story.posts["en"]), api(story.about["he"]), api(below), api(other)
    ) == [api(story.posts["en"]), api(story.about["he"]), api(below)]


def test_a_related_post_that_is_shown_in_translation_renews_what_leads_on_to_it(
    story, other, renewed
):
    link_related_posts(story.posts["he"], other)
    address = f"{api(story.posts['he'])}?fields=related_posts(intro)"
    other.intro = "Of glass."

    assert renewed(other.save, address, api(story.posts["fr"])) == [address]


def test_a_page_in_the_menu_renews_the_pages_of_its_language(story, publication, renewed):
    about = story.about["he"]

    def show():
        about.show_in_menus = True
        about.save()

    def rename():
        about.title = "מי אנחנו"
        about.save()

    he, en = "/he/", "/en/"
    site = "/api/v2/site/?locale=he"
    page = "/he/סיפורים/דלתות/"
    for change in (show, rename):
        assert renewed(change, he, page, site, en) == [he, page, site]


def test_the_settings_renew_what_shows_them(story, publication, renewed):
    settings = SiteSettings(site=publication.site, name_en="Mosaic")
    # Pages are shared with its picture where they have none, and posts name their publisher.
    shown = "/en/", "/api/v2/site/", api(story.posts["en"]), api(story.about["en"])

    assert renewed(settings.save, *shown, "/api/v2/categories/") == [*shown]


def test_the_publications_share_picture_renews_the_pages_that_are_shared_with_it(
    story, publication, renewed
):
    photo = PhotoFactory()
    SiteSettings.objects.create(site=publication.site, name_en="Mosaic", share_picture=photo)
    about = story.about["en"]
    shown = about.url, api(about)
    photo.description_en = "Eight tiles"

    assert renewed(photo.save, *shown, "/api/v2/categories/") == [*shown]


# --- What an answer lacks ---


def test_a_translation_that_comes_renews_the_other_languages(story, publication, renewed):
    page = StandardPageFactory(parent=publication.homes["en"], title="Help")

    def come():
        translate(page, "fr", publication.homes["fr"])

    addresses = api(page), "/en/page-help/"
    page.slug = "page-help"
    page.save()
    assert renewed(come, *addresses, api(story.about["en"])) == [*addresses]


def test_a_linked_page_that_becomes_public_renews_the_text(story, other, renewed):
    draft = StandardPageFactory(parent=story.about["en"], live=False)
    set_body(other, block("text", f'<p><a linktype="page" id="{draft.pk}">Soon</a></p>'))

    def publish():
        draft.save_revision().publish()

    assert renewed(publish, api(other), api(story.posts["en"])) == [api(other)]


def test_a_photo_that_is_missing_renews_the_page_when_it_comes(story, other, renewed):
    set_body(other, {**photo_block(story.photo), "value": {"image": {"image": 999_999}}})

    def come():
        PhotoFactory(pk=999_999)

    assert renewed(come, api(other), api(story.posts["en"])) == [api(other)]


def test_a_new_page_renews_the_listings_that_it_comes_into(publication, renewed):
    def come():
        PostFactory(parent=publication.indexes["he"], locale=publication.homes["he"].locale)

    listings = [
        "/api/v2/pages/",
        "/api/v2/pages/?type=blog.BlogPage&locale=he",
        "/api/v2/archive/?locale=he",
        "/he/",
    ]
    others = ["/api/v2/pages/?locale=fr", "/api/v2/archive/?locale=en", "/fr/"]
    assert renewed(come, *listings, *others) == listings


def test_a_page_that_comes_to_a_path_renews_what_was_given_in_its_place(publication, renewed):
    page = StandardPageFactory(parent=publication.homes["en"], slug="help")
    Redirect.objects.create(old_path="/fr/help", redirect_link="/en/help/")
    fallback = "/api/v2/resolve/?path=/he/help/&fallback=en"
    redirect = "/api/v2/resolve/?path=/fr/help/"

    def come(code):
        return lambda: translate(page, code, publication.homes[code], slug="help")

    assert renewed(come("he"), fallback) == [fallback]
    assert renewed(come("fr"), redirect) == [redirect]


def test_a_redirect_that_comes_renews_what_was_given_in_its_place(publication, renewed):
    StandardPageFactory(parent=publication.homes["en"], slug="help")
    fallback = "/api/v2/resolve/?path=/he/help/&fallback=en"

    def come():
        Redirect.objects.create(old_path="/he/help", redirect_link="/he/")

    assert renewed(come, fallback, "/api/v2/redirects/") == [fallback, "/api/v2/redirects/"]


def test_a_category_that_takes_the_slug_of_a_filter_renews_the_listing(story, renewed):
    other = CategoryFactory(slug="music")
    listing = "/api/v2/pages/?category=opera&type=blog.BlogPage&locale=en"
    other.slug = "opera"

    assert renewed(other.save, listing, "/api/v2/pages/?locale=fr") == [listing]


@pytest.mark.parametrize("parameter", ["child_of", "descendant_of", "translation_of"])
def test_a_page_that_a_listing_starts_from_renews_it(publication, renewed, parameter):
    page = StandardPageFactory(parent=publication.homes["en"])
    listing = f"/api/v2/pages/?{parameter}={page.pk}&locale=he"

    assert renewed(page.unpublish, listing, "/api/v2/pages/?locale=he") == [listing]


def test_the_draft_of_a_home_page_in_another_language_renews_what_goes_by_the_languages(
    publication, renewed
):
    HomePage.objects.get(locale__language_code="fr").delete()
    draft = HomePage(
        title="Accueil",
        slug="accueil",
        live=False,
        locale=Locale.objects.get(language_code="fr"),
        translation_key=publication.homes["en"].translation_key,
    )

    def come():
        Page.get_first_root_node().add_child(instance=draft)

    assert renewed(come, "/api/v2/site/?locale=fr") == ["/api/v2/site/?locale=fr"]


def test_what_is_published_by_the_clock_renews_the_page(story, other, renewed):
    Page.objects.filter(pk=other.pk).update(expire_at=timezone.now())

    def expire():
        call_command("publish_scheduled")

    assert renewed(expire, api(other), "/en/stories/", api(story.posts["en"])) == [
        api(other),
        "/en/stories/",
    ]


# --- What nobody can name ---


def test_what_a_page_type_works_out_by_itself_is_renewed_with_every_change(publication, renewed):
    exhibit = publication.homes["en"].add_child(instance=ExhibitPage(title="Key"))

    assert renewed(CategoryFactory, api(exhibit)) == [api(exhibit)]


def test_a_random_order_is_kept_nowhere(publication):
    reply = ask(django_application, "/api/v2/pages/?order=random")

    assert reply.headers["cache-control"] == "no-store"
    assert "cache-tag" not in reply.headers


def test_every_table_that_an_answer_was_read_from_is_named_by_its_tags(story):
    models = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if not is_private(model)
    }
    ask(django_application, "/api/v2/openapi.json")  # made once, with questions that are refused
    for address in addresses():
        with CaptureQueriesContext(connection) as queries:
            reply = ask(django_application, address)
        if reply.status != 200:
            continue
        carried = set(reply.headers["cache-tag"].split(","))
        named = {coarser(tag) for tag in carried} | {STRUCTURE}
        for query in queries:
            read = set(re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])) & set(models)
            for table in read:
                assert model_tag(models[table]) in named, (address, query["sql"])
