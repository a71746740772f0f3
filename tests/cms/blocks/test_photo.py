import pytest
from django.utils import translation
from wagtail.models import Collection, CollectionViewRestriction

from cms.blocks.photo import PhotoBlock
from cms.images.renditions import make_renditions
from cms.languages import ENGLISH, FRENCH, HEBREW
from tests.cms.blocks.forms import refusals, submit
from tests.factories import PhotoFactory, photo_block
from tests.reading import read_block

FROM_ENGLISH = {"locale": "en", "dir": "ltr"}


@pytest.fixture
def photo(db):
    return PhotoFactory(caption_fr="Une porte à Fès")


def use(photo, **value):
    return photo_block(photo, **value)["value"]


def html(photo, code="en", **value):
    block = PhotoBlock()
    with translation.override(code):
        return block.render(block.to_python(use(photo, **value)))


def test_the_form_takes_a_photo_with_alternative_text(photo):
    taken = submit(PhotoBlock(), use(photo, alt_text="A blue door"))
    assert taken["image"].pk == photo.pk
    assert taken["image"].contextual_alt_text == "A blue door"


def test_the_form_takes_a_decorative_photo_without_alternative_text(photo):
    assert submit(PhotoBlock(), use(photo, decorative=True))["image"].decorative


def test_the_form_wants_a_photo(db):
    empty = {"image": {"image": None, "alt_text": "", "decorative": False}}
    assert refusals(PhotoBlock(), empty) == {"image": {"image": ["This field is required."]}}


def test_the_form_refuses_a_photo_that_says_nothing_and_is_not_decorative(photo):
    assert refusals(PhotoBlock(), use(photo)) == {
        "image": {"alt_text": ["Please add some alt text for your image or mark it as decorative"]}
    }


@pytest.mark.parametrize(("name", "length"), [("caption", 500), ("credit", 255)])
def test_the_form_refuses_an_overlong_text_at_its_field(photo, name, length):
    value = use(photo, alt_text="A blue door", **{name: "x" * (length + 1)})
    [message] = refusals(PhotoBlock(), value)[name]
    assert f"at most {length} characters" in message


def test_the_json_has_a_whole_picture(photo):
    make_renditions(photo)
    picture = read_block(PhotoBlock(), use(photo, alt_text="A blue door"))["image"]
    assert {"id", "alt", "width", "height", "focal_point", "src", "srcset"} <= set(picture)
    assert {"sources", "placeholder", "caption", "credit"} <= set(picture)
    assert (picture["id"], picture["alt"]) == (photo.pk, "A blue door")


def test_caption_and_credit_are_those_of_this_use(photo):
    value = use(photo, caption="At dusk", credit="Archive")
    assert read_block(PhotoBlock(), value, FRENCH) == {
        "image": read_block(PhotoBlock(), value, FRENCH)["image"],
        "decorative": False,
        "caption": "At dusk",
        "credit": "Archive",
    }


@pytest.mark.parametrize(
    ("language", "caption"), [(ENGLISH, "A door in Fez"), (FRENCH, "Une porte à Fès")]
)
def test_a_use_without_a_caption_has_the_photos_own_in_the_pages_language(photo, language, caption):
    assert read_block(PhotoBlock(), use(photo), language)["caption"] == caption


def test_what_the_photo_has_in_english_only_is_marked_as_fallen_back(photo):
    block = read_block(PhotoBlock(), use(photo), FRENCH)
    assert block["credit"] == "Photo: Mosaic"
    assert block["fallback"] == {"credit": FROM_ENGLISH}
    assert block["image"]["fallback"] == {"alt": FROM_ENGLISH, "credit": FROM_ENGLISH}


def test_what_this_use_says_itself_did_not_fall_back(photo):
    value = use(photo, alt_text="Une porte", caption="Le soir", credit="Archives")
    block = read_block(PhotoBlock(), value, HEBREW)
    assert "fallback" not in block
    assert "alt" not in block["image"]["fallback"]


def test_nothing_fell_back_in_english(photo):
    assert "fallback" not in read_block(PhotoBlock(), use(photo), ENGLISH)


def test_a_decorative_photo_has_no_alternative_text(photo):
    block = read_block(PhotoBlock(), use(photo, decorative=True, alt_text="Ignored"), HEBREW)
    assert block["decorative"] is True
    assert block["image"]["alt"] == ""
    assert "alt" not in block["image"]["fallback"]


def test_a_use_without_alternative_text_has_the_photos_own(photo):
    assert read_block(PhotoBlock(), use(photo))["image"]["alt"] == "A door"


def test_a_deleted_photo_is_null_and_the_texts_of_this_use_stay(photo):
    value = use(photo, caption="At dusk")
    photo.delete()
    assert read_block(PhotoBlock(), value) == {
        "image": None,
        "decorative": False,
        "caption": "At dusk",
        "credit": "",
    }


def test_a_photo_in_a_private_collection_is_null(photo):
    photo.collection = Collection.get_first_root_node().add_child(name="Private")
    photo.save()
    CollectionViewRestriction.objects.create(collection=photo.collection, restriction_type="login")
    block = read_block(PhotoBlock(), use(photo))
    assert block["image"] is None
    assert block["caption"] == ""


def test_a_stored_use_without_this_uses_texts_has_the_photos_own(photo):
    block = read_block(PhotoBlock(), {"image": use(photo)["image"]})
    assert (block["caption"], block["credit"]) == ("A door in Fez", "Photo: Mosaic")


def test_the_html_is_a_figure_with_the_picture_and_its_caption(photo):
    page = html(photo, alt_text="A blue door")
    assert "<figure" in page
    assert 'alt="A blue door"' in page
    assert 'loading="lazy"' in page
    assert "<figcaption>" in page
    assert "A door in Fez" in page
    assert "Photo: Mosaic" in page


def test_the_html_says_in_which_language_a_borrowed_text_is(photo):
    page = html(photo, "he")
    assert '<span lang="en" dir="ltr">A door in Fez</span>' in page
    assert 'alt="A door" lang="en" dir="ltr"' in page


def test_the_html_of_a_decorative_photo_has_an_empty_alternative_text(photo):
    page = html(photo, decorative=True, alt_text="A door painted blue")
    assert 'alt=""' in page
    assert "painted blue" not in page


def test_the_html_of_a_decorative_photo_has_its_caption_and_credit_all_the_same(photo):
    page = html(photo, decorative=True, caption="At dusk", credit="Photo: a neighbour")
    assert "At dusk" in page
    assert "Photo: a neighbour" in page


def test_the_html_escapes_the_texts(photo):
    page = html(photo, alt_text='"><script>', caption="<b>bold</b>", credit="<i>me</i>")
    for tag in ("<script>", "<b>", "<i>"):
        assert tag not in page


def test_the_html_of_a_deleted_photo_is_nothing(photo):
    value = use(photo, caption="At dusk")
    photo.delete()
    block = PhotoBlock()
    assert block.render(block.to_python(value)).strip() == ""


def test_the_preview_shows_the_newest_photo_that_everybody_may_see(photo):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    PhotoFactory(collection=private)
    assert PhotoBlock().get_preview_value()["image"] == photo
