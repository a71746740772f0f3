"""No door lets invisible controls of direction in; single marks may stay."""

import json
import re
from urllib.parse import urlencode

from django.urls import reverse
from wagtail_localize.models import StringTranslation

from blog.models import Category
from cms.editing.bidi import without_bidi_controls
from cms.images.models import Photo
from tests.cms.translation.translating import send
from tests.factories import PhotoFactory, PostFactory

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u200e\u200f"
TYPED = f"\u202b{MARKS}\u05d3\u05dc\u05ea\u202c"
KEPT = f"{MARKS}\u05d3\u05dc\u05ea"


def test_all_controls_go_and_marks_stay():
    assert without_bidi_controls(f"a{CONTROLS}{MARKS}b") == f"a{MARKS}b"


def draftail(text: str) -> str:
    """What a rich text input sends."""
    paragraph = {"key": "a", "type": "unstyled", "text": text, "depth": 0}
    return json.dumps(
        {
            "blocks": [{**paragraph, "inlineStyleRanges": [], "entityRanges": []}],
            "entityMap": {},
        },
        ensure_ascii=False,
    )


def test_a_pages_title_introduction_and_stream_lose_them(admin_client, publication):
    home = publication.homes["he"]
    admin_client.post(
        reverse("wagtailadmin_pages:add", args=("home", "standardpage", home.pk)),
        {
            "title": TYPED,
            "slug": "door",
            "intro": TYPED,
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "text",
            "body-0-id": "",
            "body-0-value": draftail(TYPED),
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )
    page = home.get_children().get(slug="door").get_latest_revision_as_object()
    assert (page.title, page.intro) == (KEPT, KEPT)
    [text] = page.body.get_prep_value()
    assert re.sub("<[^>]*>", "", text["value"]) == KEPT


def test_a_column_of_a_shared_row_loses_them(admin_client, publication):
    admin_client.post(
        reverse("wagtailsnippets_blog_category:add"),
        {"name_en": "Door", "name_he": TYPED, "slug": "door"},
    )
    assert Category.objects.get(slug="door").name_he == KEPT


def test_a_photos_texts_lose_them(admin_client, publication):
    photo = PhotoFactory()
    admin_client.post(
        reverse("wagtailimages:edit", args=(photo.pk,)),
        {"title": "Door", "caption_he": TYPED, "collection": photo.collection_id, "tags": ""},
    )
    assert Photo.objects.get(pk=photo.pk).caption_he == KEPT


def test_a_segment_of_the_translation_editor_loses_them(admin_client, publication):
    post = PostFactory(parent=publication.indexes["en"], title="A door")
    translation = send(post)
    segment = translation.source.stringsegment_set.get(context__path="title")
    admin_client.put(
        reverse("wagtail_localize:edit_string_translation", args=(translation.pk, segment.pk)),
        urlencode({"value": TYPED}),
        content_type="application/x-www-form-urlencoded",
    )
    assert StringTranslation.objects.get(context__path="title").data == KEPT
