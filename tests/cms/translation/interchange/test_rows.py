"""What rows have in a column per language is exchanged as well, by who may change it."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Site

from blog.models import Category
from cms.images.models import Photo
from cms.languages import FRENCH, HEBREW
from cms.translation.interchange.documents import State
from cms.translation.interchange.report import Outcome
from cms.translation.interchange.rows import RowTexts, shared_models
from home.models import SiteSettings
from tests.cms.translation.interchange.files import changed, line, take, translated_unit, unit
from tests.cms.translation.translating import login
from tests.factories import CategoryFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def category(publication) -> Category:
    return CategoryFactory(
        name_en="Old letters", name_fr="Vieilles lettres", description_en="Of 1948."
    )


def texts(model=Category, language=HEBREW, **options):
    return RowTexts(model, language, **options).document()


def test_photos_categories_authors_and_settings_are_shared():
    names = {model.__name__ for model in shared_models()}

    assert names >= {"Photo", "Category", "Author", "SiteSettings"}


def test_a_row_s_texts_are_exported_with_their_translations(category):
    hebrew, french = texts(), texts(language=FRENCH)

    assert unit(hebrew, "Name").label == "Old letters › Name"
    assert (unit(hebrew, "Name").source, unit(hebrew, "Name").target) == ("Old letters", "")
    assert unit(french, "Name").target == "Vieilles lettres"
    assert unit(french, "Description").max_length == 500


@pytest.mark.parametrize("name", ["po", "xliff"])
@pytest.mark.parametrize(
    ("make", "column"),
    [
        (lambda: CategoryFactory(name_en="Word"), "name_he"),
        (lambda: PhotoFactory(caption_en="Word", credit_en="", description_en=""), "caption_he"),
        (lambda: SiteSettings.objects.create(site=Site.objects.get(), name_en="Word"), "name_he"),
    ],
)
def test_a_row_takes_a_translation(publication, make, column, name):
    SiteSettings.objects.all().delete()
    row = make()
    made = texts(type(row))
    [found] = [each for each in made.units if each.source == "Word"]

    take(changed(made, translated_unit(found, "מילה")), name=name)

    row.refresh_from_db()
    assert getattr(row, column) == "מילה"


def test_what_is_unfinished_would_be_public_and_is_refused(category):
    made = texts()
    sent = translated_unit(unit(made, "Name"), "מכתבים", State.UNFINISHED)

    found = line(take(changed(made, sent)), sent)

    assert (found.outcome, found.reason) == (
        Outcome.REFUSED,
        "It is marked as unfinished, and would be public at once.",
    )


def test_a_lost_number_is_refused_in_a_row(category):
    made = texts()
    sent = translated_unit(unit(made, "Description"), "תיאור")

    assert "1948" in line(take(changed(made, sent)), sent).reason


def test_who_may_not_change_a_model_may_not_import_its_texts(category, client, django_user_model):
    user = login(client, django_user_model)

    assert take(texts(), user=user).files[0].defect == "You may not change categories."

    user.user_permissions.add(Permission.objects.get(codename="change_category"))
    user = django_user_model.objects.get(pk=user.pk)
    made = texts()
    sent = translated_unit(unit(made, "Name"), "מכתבים")
    assert line(take(changed(made, sent), user=user), sent).outcome is Outcome.TAKEN


def test_photos_that_a_user_may_not_change_are_left_out(publication, client, django_user_model):
    PhotoFactory()

    assert texts(Photo).units
    assert not texts(Photo, user=login(client, django_user_model)).units
