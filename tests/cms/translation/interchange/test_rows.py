"""What rows have in a column per language is exchanged as well, by who may change it."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Site

from blog.models import Category
from cms.images.models import Photo
from cms.languages import ENGLISH, FRENCH, HEBREW
from cms.translation.glossary.models import GlossaryTerm
from cms.translation.interchange import po
from cms.translation.interchange.documents import State
from cms.translation.interchange.exporting import export
from cms.translation.interchange.report import Outcome
from cms.translation.interchange.rows import RowTexts, shared_models
from cms.translation.roles import make_roles
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


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_a_row_without_an_english_text_is_translated_from_another_language(publication, name):
    category = CategoryFactory(name_en="Letters", description_en="", description_fr="De Fès.")

    assert {each.source for each in texts().units} == {"Letters"}
    made = texts(source=FRENCH)
    assert (made.source_language, [each.source for each in made.units]) == ("fr", ["De Fès."])
    take(changed(made, translated_unit(made.units[0], "מפאס.")), name=name)

    category.refresh_from_db()
    assert category.description_he == "מפאס."


def test_an_english_text_that_is_missing_is_translated_too(publication):
    category = CategoryFactory(name_en="", name_he="מכתבים", name_fr="")
    made = texts(language=ENGLISH, source=HEBREW)
    [found] = [each for each in made.units if each.source == "מכתבים"]

    take(changed(made, translated_unit(found, "Letters")))

    category.refresh_from_db()
    assert category.name_en == "Letters"


def test_every_text_of_a_row_is_exported_once(publication):
    CategoryFactory(name_en="A", name_fr="B", description_en="", description_fr="C", name_he="")

    files = {name: data.decode() for name, data in export(HEBREW, po) if "category" in name}

    assert set(files) == {"blog.category.he.po", "blog.category.fr-he.po"}
    assert 'msgid "A"' in files["blog.category.he.po"]
    assert 'msgid "C"' in files["blog.category.fr-he.po"]
    assert 'msgid "B"' not in "".join(files.values())


def test_translators_import_terms_in_their_own_language_only(
    publication, client, django_user_model
):
    make_roles()
    GlossaryTerm.objects.create(term_en="oud")
    user = login(client, django_user_model, "Translators: עברית")
    french = texts(GlossaryTerm, language=FRENCH)

    assert not texts(GlossaryTerm, language=FRENCH, user=user).units
    assert texts(GlossaryTerm, user=user).units
    refused = take(changed(french, translated_unit(french.units[0], "luth")), user=user)
    assert refused.files[0].defect == "You may not change what the glossary says in Français."


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
