"""What is written past the forms loses invisible controls of direction, too."""

from cms.images.models import Photo
from tests.attacks import BIDI_CONTROLS
from tests.factories import (
    CategoryFactory,
    PhotoFactory,
    PostFactory,
    block,
    photo_block,
    set_body,
)

SPOOF = "abc\u202egnp.exe\u202c"
KEPT = "abcgnp.exe"


def test_a_page_that_a_script_saves_loses_them(publication):
    post = PostFactory(parent=publication.indexes["en"], title=SPOOF, intro=SPOOF)
    set_body(post, photo_block(PhotoFactory(), caption=SPOOF), block("text", f"<p>{SPOOF}</p>"))

    saved = type(post).objects.get(pk=post.pk)
    assert (saved.title, saved.draft_title, saved.intro) == (KEPT, KEPT, KEPT)
    assert saved.body.raw_data[0]["value"]["caption"] == KEPT
    assert saved.body.raw_data[1]["value"] == f"<p>{KEPT}</p>"


def test_a_draft_that_a_script_saves_loses_them(publication):
    post = PostFactory(parent=publication.indexes["en"], title="A door")
    post.title = SPOOF
    post.body = type(post).body.field.to_python([block("text", f"<p>“{SPOOF}”</p>")])
    post.save_revision()

    draft = post.get_latest_revision_as_object()
    assert draft.title == KEPT
    assert draft.body.raw_data[0]["value"] == f"<p>“{KEPT}”</p>"


def test_a_row_that_all_languages_share_loses_them_in_each(db):
    category = CategoryFactory(name_en=SPOOF, name_he=SPOOF)
    category.refresh_from_db()

    assert (category.name_en, category.name_he) == (KEPT, KEPT)


def test_the_api_gives_none_that_were_stored_past_all_of_this(publication, api):
    photo = PhotoFactory()
    Photo.objects.filter(pk=photo.pk).update(caption_en=SPOOF)
    post = PostFactory(parent=publication.indexes["en"], lead_image=photo)
    type(post).objects.filter(pk=post.pk).update(intro=SPOOF)

    document = api(f"pages/{post.pk}/")
    assert (document["intro"], document["lead_image"]["caption"]) == (KEPT, KEPT)
    assert not BIDI_CONTROLS.search(str(document))
