"""The demo publication, loaded once for all of these tests."""

import json
import re
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import Client, TestCase, override_settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Revision

from blog.comments.models import Comment, State
from blog.demo import content, loader
from blog.demo.pictures import KEYS
from blog.management.commands import load_demo
from blog.models import Author, BlogPage, Category
from cms.images.models import Photo
from home.models import HomePage, SiteSettings, StandardPage
from tests.conftest import empty_homes
from tests.demo import SMALL, all_documents, check_now

LANGUAGES = ("en", "fr", "he")


class Loaded(NamedTuple):
    """What the command said, the folder of the files, and every page as the API gives it."""

    said: str
    media: Path
    documents: list[dict[str, Any]]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Loaded]:
    """The demo, loaded by the command into a new database; each test's changes are undone."""
    media = tmp_path_factory.mktemp("media")
    output = StringIO()
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media, DEBUG=False),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(load_demo, "load", partial(loader.load, picture_size=SMALL))
        empty_homes()
        with TestCase.captureOnCommitCallbacks(execute=True):
            call_command("load_demo", "--if-empty", stdout=output, no_color=True)
        check_now()
        yield Loaded(output.getvalue(), media, all_documents(Client()))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _demo(loaded, settings) -> None:
    settings.MEDIA_ROOT = loaded.media


pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(loaded) -> list[dict[str, Any]]:
    return loaded.documents


def posts_by_key() -> dict[str, dict[str, BlogPage]]:
    """The posts by the key of their family and their language."""
    families: dict[str, dict[str, BlogPage]] = {}
    for post in BlogPage.objects.select_related("locale"):
        code = post.locale.language_code
        families.setdefault(str(post.translation_key), {})[code] = post
    return families


def test_the_command_says_that_the_demo_is_loaded(loaded):
    assert "The demo publication is loaded." in loaded.said
    assert "No demo logins were made" in loaded.said


def test_loading_it_again_changes_nothing(loaded):
    def everything() -> Any:
        return (
            {model._meta.label: model._base_manager.count() for model in apps.get_models()},
            list(Revision.objects.order_by("pk").values_list("pk", "created_at")),
            list(Page.objects.values_list("pk", "latest_revision_created_at", "live_revision")),
        )

    before = everything()

    call_command("load_demo", stdout=StringIO())

    assert everything() == before


@pytest.mark.parametrize("model", [HomePage, StandardPage])
def test_there_is_a_home_page_and_an_about_page_in_each_language(model):
    pages = model.objects.live().select_related("locale")

    assert sorted(page.locale.language_code for page in pages) == ["en", "fr", "he"]
    assert len({page.translation_key for page in pages}) == 1


def test_there_are_at_least_eight_posts():
    assert sum("en" in family for family in posts_by_key().values()) >= 8


def test_a_post_is_in_english_only():
    assert [set(family) for family in posts_by_key().values()].count({"en"}) == 1


def test_a_post_has_a_french_translation_that_is_a_draft():
    drafts = BlogPage.objects.filter(live=False)

    [draft] = drafts
    assert draft.locale.language_code == "fr"
    assert draft.has_unpublished_changes
    assert draft.latest_revision.as_object().body
    assert {"en", "he"} <= set(posts_by_key()[str(draft.translation_key)])


def test_every_other_page_is_published_as_it_was_last_edited():
    for page in Page.objects.filter(depth__gt=1).exclude(blogpage__live=False):
        assert page.live, page
        assert page.live_revision_id == page.latest_revision_id is not None, page
        assert not page.has_unpublished_changes, page


def test_a_post_has_a_slug_in_hebrew_letters(read):
    posts = [post for post in BlogPage.objects.live() if re.search("[א-ת]", post.slug)]

    assert posts
    assert all(post.locale.language_code == "he" for post in posts)
    assert read(posts[0].url).h1.get_text() == posts[0].title


def test_posts_are_published_in_the_order_of_their_dates():
    for post in BlogPage.objects.live():
        assert post.first_published_at.date() == post.date


def test_every_kind_of_block_is_used(documents):
    used = {block["type"] for document in documents for block in document["body"]}

    assert used == set(BlogPage.body.field.stream_block.child_blocks)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_post_is_in_structure_like_the_page_that_mosaic_is_modelled_on(documents, code):
    def is_like_it(document: dict[str, Any]) -> bool:
        blocks = {block["type"]: block["value"] for block in document["body"]}
        return (
            bool(re.search("[“«״]", document["title"]))
            and {"quote", "photo", "video", "source"} <= set(blocks)
            and len(blocks["quote"]["text"]) > 900
            and all((blocks["quote"]["note"], blocks["photo"]["caption"]))
            and bool(blocks["source"]["thanks"])
            and bool(document["related_posts"])
        )

    posts = [document for document in documents if document["type"] == "blog.BlogPage"]
    assert any(is_like_it(post) for post in posts if post["meta"]["locale"] == code)


def test_every_page_is_read_in_its_language(documents, read):
    for document in documents:
        page = read(document["meta"]["path"])
        assert page.html["lang"] == document["meta"]["locale"]
        assert document["title"] in page.get_text(), document["meta"]["path"]


def test_every_page_is_given_by_the_api_in_its_language(documents, api):
    assert len(documents) == Page.objects.live().filter(depth__gt=1).count()
    for document in documents:
        found = api("pages/find/", html_path=document["meta"]["path"])
        assert found["id"] == document["id"]
        assert found["meta"]["locale"] == document["meta"]["locale"]


def test_every_language_of_a_page_has_the_same_blocks_under_the_same_ids(documents):
    families: dict[int, list[list[str]]] = {}
    for document in documents:
        default = document["meta"]["alternates"][-1]["id"]
        families.setdefault(default, []).append([block["id"] for block in document["body"]])

    for bodies in families.values():
        ids = {block for body in bodies for block in body}
        assert all(set(body) <= ids for body in bodies)
        assert any(set(body) == ids for body in bodies)


def texts_of(value: Any) -> Iterator[str]:
    """Every text inside a document, without addresses and identifiers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, dict):
        left_out = {"meta", "id", "url", "embed_url", "src", "placeholder", "type", "slug"}
        left_out |= {"sources", "srcset", "provider", "video_id", "fallback", "tags"}
        # What fell back is not in the document's language, and a photo's title is for editors.
        left_out |= {*value.get("fallback", ()), *(["title"] if "alt" in value else [])}
        for name, item in value.items():
            if name not in left_out:
                yield from texts_of(item)


def words_of(text: str) -> str:
    return BeautifulSoup(text, "html.parser").get_text() if "<" in text else text


def french_texts(documents: list[dict[str, Any]]) -> list[str]:
    row = SiteSettings.objects.get()
    drafts = [post["fr"] for post in content.read_posts().values() if "fr" in post]
    given = [document for document in documents if document["meta"]["locale"] == "fr"]
    meta = [
        document["meta"][name] for document in given for name in ("seo_title", "search_description")
    ]
    rows = [
        getattr(row, f"{name}_fr")
        for model, names in (
            (Category, ("name", "description")),
            (Author, ("name", "bio")),
            (Photo, ("description", "caption", "credit")),
        )
        for row in model.objects.all()
        for name in names
    ]
    own = [row.name_fr, row.tagline_fr, row.purpose_fr]
    texts = [*texts_of(given), *texts_of(drafts), *meta, *rows, *own]
    return [words_of(text) for text in texts if text]


def test_french_has_a_no_break_space_before_its_high_punctuation(documents):
    # An ordinary space before the mark, or none at all after a word.
    wrong = re.compile(r"(?: |\w|[)»”’])[;!?»]|(?: |[^\W\d]|[)»”’]):(?!//)|«(?![\u00a0\u202f])")

    texts = french_texts(documents)

    assert len(texts) > 200
    assert [
        text[max(0, m.start() - 20) : m.end() + 20] for text in texts for m in wrong.finditer(text)
    ] == []


def test_hebrew_has_no_invisible_direction_marks():
    marks = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    everything = [content.read_shared(), content.read_pages(), content.read_posts()]

    assert not marks.search(json.dumps(everything, ensure_ascii=False, default=str))


def test_texts_in_hebrew_documents_are_in_hebrew(documents):
    hebrew = [document for document in documents if document["meta"]["locale"] == "he"]

    assert len(hebrew) >= 8
    for document in hebrew:
        assert re.search("[א-ת]", document["title"])
        assert re.search("[א-ת]", document["intro"])


def test_no_link_in_any_document_leads_nowhere(documents):
    html = "".join(str(document) for document in documents)

    links = re.findall("<a[^>]*>", html)
    assert len(links) > 20
    assert [link for link in links if "href=" not in link] == []


def test_every_address_of_the_publication_answers(loaded, client, settings):
    """Follow every link and load every file, beginning with the home pages."""
    waiting, seen = [f"/{code}/" for code in LANGUAGES], set()
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith("/static/"):
            continue
        seen.add(path)
        if path.startswith("/media/"):
            assert (loaded.media / path.removeprefix("/media/")).exists(), path
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        if not response["Content-Type"].startswith("text/html"):
            continue
        page = BeautifulSoup(response.content, "html.parser")
        found = [tag[name] for name in ("href", "src") for tag in page.select(f"[{name}]")]
        found += [
            entry.split()[0]
            for tag in page.select("[srcset]")
            for entry in tag["srcset"].split(",")
        ]
        here = [address.removeprefix(settings.BASE_URL) for address in found]
        waiting += [urlsplit(address).path for address in here if address.startswith("/")]
    for page in Page.objects.live().filter(depth__gt=1):
        assert page.url in seen, f"no link leads to {page.url}"
    assert any(path.startswith("/documents/") for path in seen)
    assert any(path.endswith(".webp") for path in seen)


def test_links_inside_texts_stay_in_the_language_where_there_is_a_translation(documents):
    paths = {document["meta"]["path"]: document for document in documents}
    for document in documents:
        code = document["meta"]["locale"]
        for path in re.findall(r'<a href=\\?"(/[a-z]{2}/[^"\\]*)', str(document["body"])):
            spoken = {entry["locale"] for entry in paths[path]["meta"]["alternates"]}
            assert paths[path]["meta"]["locale"] == (code if code in spoken else "en"), path


def test_what_leads_to_an_english_page_leads_to_its_translation_once_that_is_published(
    documents, api
):
    draft = BlogPage.objects.get(live=False)
    english = draft.get_translation_or_none(Locale.objects.get(language_code="en"))
    [before, *_] = [
        document
        for document in documents
        if document["meta"]["locale"] == "fr" and f'"{english.url}"' in str(document["body"])
    ]

    draft.latest_revision.publish()

    after = str(api(f"pages/{before['id']}/")["body"])
    assert f'"{draft.url}"' in after
    assert f'"{english.url}"' not in after


def test_no_redirects_are_made():
    assert not Redirect.objects.exists()


def test_every_picture_is_drawn():
    assert {photo["pattern"] for photo in content.read_shared()["photos"].values()} == set(KEYS)
    assert Photo.objects.count() == len(KEYS) == 10


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_photo_is_described_in_every_language(code):
    assert not Photo.objects.filter(**{f"description_{code}__in": ["", None]}).exists()
    assert not Photo.objects.filter(**{f"description_{code}": None}).exists()


def test_every_photo_in_a_document_has_an_alternative_text_in_its_language(documents):
    photos = [
        (document, block["value"])
        for document in documents
        for block in document["body"]
        if block["type"] == "photo"
    ]

    assert photos
    for document, photo in photos:
        assert photo["decorative"] or photo["image"]["alt"], document["title"]
        assert "alt" not in photo["image"].get("fallback", {}), document["title"]


def test_every_post_has_a_lead_photo_with_an_alternative_text_in_its_language(documents):
    for document in documents:
        if document["type"] == "blog.BlogPage":
            assert document["lead_image"]["alt"], document["title"]
            assert "alt" not in document["lead_image"].get("fallback", {})


def test_every_photo_has_its_renditions_and_its_placeholder():
    for photo in Photo.objects.all():
        assert photo.renditions.filter(filter_spec__endswith="webp").exists()
        assert photo.placeholder.startswith("data:image/webp")


@pytest.mark.parametrize("code", ["fr", "he"])
def test_a_text_falls_back_to_english_on_purpose(documents, code):
    spoken = [document for document in documents if document["meta"]["locale"] == code]

    assert "'fallback': {'caption': {'locale': 'en', 'dir': 'ltr'}}" in str(spoken)


def test_every_video_can_be_played(documents):
    videos = [
        block["value"]
        for document in documents
        for block in document["body"]
        if block["type"] == "video"
    ]

    assert videos
    for video in videos:
        assert video["embed_url"]
        assert video["title"]
        assert video["poster"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_publication_and_its_shared_rows_are_named_in_every_language(code):
    for row in (SiteSettings.objects.get(), *Category.objects.all(), *Author.objects.all()):
        assert getattr(row, f"name_{code}"), row


def test_about_and_stories_are_in_the_navigation_of_every_language(read):
    for code in LANGUAGES:
        assert len(read(f"/{code}/").select("header nav a:not([hreflang])")) == 2


def test_the_page_tree_is_sound():
    assert not any(Page.find_problems())


def test_readers_say_something_in_every_language_and_one_of_them_waits():
    shown = Comment.objects.approved()
    assert set(shown.values_list("page__locale__language_code", flat=True)) == set(LANGUAGES)
    assert shown.filter(reply_to__isnull=False).exists()
    assert Comment.objects.filter(state=State.PENDING).count() == 1
    assert not Comment.objects.exclude(email="").exists()
