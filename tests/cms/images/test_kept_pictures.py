"""Pictures that stand inside of other things are rendered once, and are never out of date."""

import pytest

from cms.images.models import Photo, Rendition
from cms.images.picture_files import RENDITIONS
from cms.images.renditions import make_renditions
from cms.images.representation import PICTURE, PhotoPointer
from cms.languages import ENGLISH, HEBREW, LANGUAGES
from cms.queries.rows import made_of_row
from cms.queries.statement import ask_together
from cms.representation.compile import compile_model, point_at
from cms.representation.references import statement_of
from cms.representation.scalars import Plain
from cms.representation.selection import exactly
from tests.factories import PhotoFactory
from tests.reading import read


@pytest.fixture
def photo(db):
    photo = PhotoFactory(
        file__width=900, file__height=600, description_en="A square", description_he="כיכר"
    )
    make_renditions(photo)
    return Photo.objects.get(pk=photo.pk)


@pytest.fixture
def pointer():
    return point_at(Photo, exactly("id", "title", *PICTURE))


@pytest.fixture
def rendered(pointer, monkeypatch):
    """The keys of the photos that are rendered."""
    keys, render = [], pointer.target.render

    def noting(photo, *arguments):
        keys.append(photo.pk)
        return render(photo, *arguments)

    monkeypatch.setattr(pointer.target, "render", noting)
    return keys


def test_the_same_picture_is_rendered_once(photo, pointer, rendered):
    first = read(photo.pk, pointer)
    assert read(photo.pk, pointer) == first
    assert rendered == [photo.pk]


def test_it_is_what_it_would_be_by_itself(photo, pointer):
    alone = read(photo, compile_model(Photo, exactly("id", "title", *PICTURE)))
    assert [read(photo.pk, pointer) for _ in range(2)] == [alone, alone]


def test_each_language_has_its_own(photo, pointer):
    alts = [read(photo.pk, pointer, language)["alt"] for language in (ENGLISH, HEBREW) * 2]
    assert alts == ["A square", "כיכר", "A square", "כיכר"]


def test_a_photo_that_has_changed_is_rendered_anew(photo, pointer):
    read(photo.pk, pointer)
    Photo.objects.filter(pk=photo.pk).update(description_en="A round square")
    assert read(photo.pk, pointer)["alt"] == "A round square"


def test_a_rendition_that_comes_or_goes_is_seen(photo, pointer):
    before = read(photo.pk, pointer)["srcset"]
    widest = Rendition.objects.get(image=photo, filter_spec="width-900|format-jpeg")
    widest.delete()
    assert read(photo.pk, pointer)["srcset"] == before[:-1]
    make_renditions(photo)
    assert [each["width"] for each in read(photo.pk, pointer)["srcset"]] == [400, 800, 900]


def test_other_formats_are_seen(photo, pointer, settings):
    assert read(photo.pk, pointer)["sources"]
    settings.PHOTO_FORMATS = []
    assert read(photo.pk, pointer)["sources"] == []


def test_another_address_of_the_site_is_seen(photo, pointer, settings):
    read(photo.pk, pointer)
    settings.BASE_URL = "https://elsewhere.example"
    assert read(photo.pk, pointer)["src"].startswith("https://elsewhere.example/media/")


def test_a_field_of_another_application_is_rendered_each_time(photo, monkeypatch):
    class Counting(Plain):
        """Gives another number each time."""

        given = 0

        def render(self, raw, fetched, language):
            self.given += 1
            return self.given

    target = compile_model(Photo, exactly("id", "src"), "nested")
    monkeypatch.setitem(target.fields, "visits", Counting())
    monkeypatch.setattr(target, "_body", [("visits", None, target.fields["visits"].render)])
    pointer = PhotoPointer(target)
    assert [read(photo.pk, pointer)["visits"] for _ in range(2)] == [1, 2]


def test_other_fields_each_time_fill_no_memory(photo, pointer):
    read(photo.pk, pointer)
    for name in PICTURE:
        for language in LANGUAGES:
            read(photo.pk, point_at(Photo, exactly(name, "src")), language)
    [[known], _] = ask_together(
        [(statement_of(kind), {"keys": [photo.pk]}) for kind in (pointer.kind, RENDITIONS)]
    )
    assert 0 < len(made_of_row(known)) <= 8


def test_no_column_is_asked_for_that_no_picture_shows(photo, pointer):
    sql = pointer.kind.queryset().query.sql_with_params()[0]
    assert "placeholder" in sql
    assert "file_hash" not in sql
