"""Photos bring their texts along, in the languages that they are in."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.images.models import Photo
from tests.cms.images.metadata import alternatives, exif, iptc, picture, with_segment, xmp
from tests.cms.images.test_upload import editor, upload  # noqa: F401

IN_THREE = xmp(
    alternatives("dc:title", x_default="A door in Fez")
    + alternatives("dc:description", x_default="Who opens it?", fr="Qui l’ouvre ?", he="מי פותח?")
    + "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Noa</rdf:li></rdf:Seq></dc:creator>"
)


def uploaded(client, content, title="door", name="door.jpg"):
    assert upload(client, name, content, title)["success"] is True
    return Photo.objects.get()


def test_xmp_fills_each_language_with_its_own(editor):  # noqa: F811
    photo = uploaded(editor, picture(xmp=IN_THREE))
    assert photo.title == "A door in Fez"
    assert photo.caption_en == "Who opens it?"
    assert photo.caption_fr == "Qui l’ouvre ?"
    assert photo.caption_he == "מי פותח?"
    assert (photo.credit_en, photo.credit_fr, photo.credit_he) == ("Ada, Noa", None, None)


def test_a_default_that_repeats_another_language_is_not_taken_for_english(editor):  # noqa: F811
    said = alternatives("dc:description", x_default="דלת", he_IL="דלת", de="Tür")
    photo = uploaded(editor, picture(xmp=xmp(said)))
    assert (photo.caption_en, photo.caption_fr, photo.caption_he) == (None, None, "דלת")


def test_xmp_may_give_the_alternative_text(editor):  # noqa: F811
    said = (
        '<a:AltTextAccessibility xmlns:a="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"><rdf:Alt>'
        '<rdf:li xml:lang="x-default">A blue door</rdf:li></rdf:Alt></a:AltTextAccessibility>'
    )
    assert uploaded(editor, picture(xmp=xmp(said))).description_en == "A blue door"


def test_iptc_texts_are_in_the_first_language(editor):  # noqa: F811
    records = iptc((5, b"A door"), (120, "Une porte dorée".encode()), (110, b"Ada / Agency"))
    photo = uploaded(editor, with_segment(picture(), records))
    assert (photo.title, photo.caption_en) == ("A door", "Une porte dorée")
    assert photo.credit_en == "Ada / Agency"


def test_iptc_texts_of_old_programs_are_read(editor):  # noqa: F811
    photo = uploaded(
        editor, with_segment(picture(), iptc((120, "dorée".encode("latin-1")), (80, b"Ada")))
    )
    assert (photo.caption_en, photo.credit_en) == ("dorée", "Ada")


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_exif_texts_are_read_in_every_format(editor, image_format):  # noqa: F811
    data = exif(ImageDescription="A gate", Artist="Noa")
    content = picture(image_format, exif=data)
    photo = uploaded(editor, content, name=f"door.{image_format.lower()}")
    assert (photo.caption_en, photo.credit_en) == ("A gate", "Noa")


def test_xmp_comes_before_iptc_and_that_before_exif(editor):  # noqa: F811
    content = picture(
        xmp=xmp(alternatives("dc:description", x_default="XMP")),
        exif=exif(ImageDescription="EXIF", Artist="EXIF"),
    )
    photo = uploaded(editor, with_segment(content, iptc((120, b"IPTC"), (110, b"IPTC"))))
    assert (photo.caption_en, photo.credit_en) == ("XMP", "IPTC")


def test_a_title_that_an_editor_gave_stays(editor):  # noqa: F811
    assert uploaded(editor, picture(xmp=IN_THREE), title="My door").title == "My door"


def test_the_chooser_takes_texts_from_the_file_too(editor):  # noqa: F811
    editor.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "door",
            "image-chooser-upload-file": SimpleUploadedFile("door.jpg", picture(xmp=IN_THREE)),
        },
    )
    assert Photo.objects.get().caption_he == "מי פותח?"


def test_a_replaced_file_fills_only_what_is_empty(editor):  # noqa: F811
    photo = uploaded(editor, picture())
    file = SimpleUploadedFile("gate.jpg", picture(xmp=IN_THREE))
    editor.post(
        reverse("wagtailimages:edit", args=(photo.pk,)),
        {"title": "My door", "caption_en": "Mine", "file": file},
    )
    photo = Photo.objects.get()
    assert (photo.title, photo.caption_en, photo.caption_he) == ("My door", "Mine", "מי פותח?")


@pytest.mark.parametrize(
    "packet",
    [
        b"<x:xmpmeta",
        b"\xff\xfe\x00",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>',
        xmp("<dc:description><rdf:Alt/></dc:description>"),
        xmp(alternatives("dc:title", x_default=" ")),
    ],
)
def test_metadata_in_disorder_say_nothing(editor, packet):  # noqa: F811
    photo = uploaded(editor, picture(xmp=packet))
    assert (photo.title, photo.caption_en) == ("door", None)


def test_texts_are_cut_to_the_length_of_their_column_and_hold_no_controls(editor):  # noqa: F811
    said = alternatives("dc:title", x_default="\u202eDoor" + "r" * 300) + alternatives(
        "dc:description", he="\u2067דלת\u2069"
    )
    photo = uploaded(editor, picture(xmp=xmp(said)))
    assert photo.title.startswith("Door")
    assert len(photo.title) == 255
    assert photo.caption_he == "דלת"
