import pytest
from wagtail.models import Collection, CollectionViewRestriction

from cms.images.renditions import make_renditions
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.representation.richtext import RichTextRepresentation
from tests.factories import PhotoFactory
from tests.reading import read


def embed(photo, alt="", language=ENGLISH, **reading):
    html = f'<embed embedtype="image" id="{photo.pk}" alt="{alt}" format="left"/>'
    return read(html, RichTextRepresentation(), language, **reading)


def test_an_embedded_photo_is_a_responsive_picture(db):
    photo = PhotoFactory(file__width=900)
    make_renditions(photo)
    html = embed(photo)
    assert html.startswith("<picture>")
    assert "image/webp" in html
    assert 'loading="lazy"' in html


def test_the_alternative_text_is_that_of_this_use(db):
    html = embed(PhotoFactory(), "A blue door", HEBREW)
    assert 'alt="A blue door"' in html
    assert "lang=" not in html


@pytest.mark.parametrize(
    ("language", "alt"),
    [
        (ENGLISH, 'alt="A door"'),
        (FRENCH, 'alt="Une porte"'),
        (HEBREW, 'alt="A door" lang="en" dir="ltr"'),
    ],
)
def test_without_a_text_of_this_use_it_is_the_photos_own(db, language, alt):
    assert alt in embed(PhotoFactory(description_fr="Une porte"), "", language)


def test_the_alternative_text_is_escaped(db):
    assert "<script>" not in embed(PhotoFactory(), "&lt;script&gt;")
    assert "&lt;script&gt;" in embed(PhotoFactory(), "&lt;script&gt;")


def test_an_embedded_photo_in_a_private_collection_leaves_nothing(db):
    private = Collection.get_first_root_node().add_child(name="Private")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    assert embed(PhotoFactory(collection=private), "A blue door") == ""


def test_in_markdown_an_embedded_photo_is_an_image(db):
    photo = PhotoFactory()
    address = f"http://127.0.0.1:8000/media/{photo.file.name}"
    assert embed(photo, "A [blue] door", rich_text_format="markdown") == (
        f"![A \\[blue\\] door]({address})\n\n"
    )
