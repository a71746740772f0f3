"""The house's rules: they hold here, and each can fire."""

import re

import pytest
from django.conf import settings
from django.core.checks import run_checks
from wagtail.models import Locale, Page

from tests.processes import manage

WRONG_MODELS = """
from django.db import models
from wagtail.models import Page, TranslatableMixin

from cms.pages.models import BasePage
from cms.representation.compile import RepresentedField, through


class Both(TranslatableMixin, models.Model):
    name = models.CharField(max_length=9)


class LoosePage(Page):
    pass


class MisspeltPage(BasePage):
    api_fields = [*BasePage.api_fields, "intor"]


class LostPage(BasePage):
    api_fields = [RepresentedField("authors", through("no_links", "author"))]
"""

WRONG_TRANSLATION = """
from modeltranslation.translator import TranslationOptions, register

from wrong.models import Both


@register(Both)
class BothTranslation(TranslationOptions):
    fields = ("name",)
"""

WRONG_SETTINGS = """
from cms.settings import *

INSTALLED_APPS = ["wrong", *INSTALLED_APPS]
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory) -> str:
    """What ``manage.py check`` says where an application breaks the rules."""
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "wrong").mkdir()
    (folder / "wrong" / "__init__.py").touch()
    (folder / "wrong" / "models.py").write_text(WRONG_MODELS)
    (folder / "wrong" / "translation.py").write_text(WRONG_TRANSLATION)
    (folder / "wrong_settings.py").write_text(WRONG_SETTINGS)
    done = manage(
        "check",
        DEBUG="true",
        DJANGO_SETTINGS_MODULE="wrong_settings",
        PYTHONPATH=str(folder),
        VAR_DIR=str(folder / "var"),
    )
    assert done.returncode == 1, done
    return done.stderr


def test_mosaic_keeps_its_own_rules():
    assert run_checks() == []


def test_a_model_translated_in_rows_and_in_columns_is_an_error(complaints):
    assert (
        "(mosaic.E001) wrong.Both is translated both as a row per language and as a column per "
        "language." in complaints
    )


def test_a_page_type_that_is_not_built_on_the_base_page_is_an_error(complaints):
    assert (
        "(mosaic.E002) wrong.LoosePage does not inherit from cms.pages.models.BasePage."
        in complaints
    )


def test_only_the_wrong_page_type_is_an_error(complaints):
    assert complaints.count("mosaic.E001") == 1
    assert complaints.count("mosaic.E002") == 1


def test_a_name_in_api_fields_that_the_page_type_does_not_have_is_an_error(complaints):
    assert (
        "(mosaic.E003) wrong.MisspeltPage: there is no field, property or method 'intor'"
        in complaints
    )


def test_a_relation_in_api_fields_that_the_page_type_does_not_have_is_an_error(complaints):
    assert "(mosaic.E003) wrong.LostPage: LostPage has no field named 'no_links'" in complaints


def test_a_language_without_a_locale_is_told_of(db):
    Page.objects.filter(locale__language_code="he").delete()
    Locale.objects.filter(language_code="he").delete()

    [locale, roles] = sorted(run_checks(databases=["default"]), key=lambda message: message.id)

    assert (locale.id, locale.msg) == ("mosaic.W002", "There is no locale for עברית (he).")
    assert "make_roles" in locale.hint
    assert roles.id == "mosaic.W005"


def test_a_migrated_database_has_a_locale_for_each_language(db):
    assert run_checks(databases=["default"]) == []


def test_a_database_that_is_not_migrated_yet_has_no_locales_to_miss(tmp_path):
    done = manage("check", "--database", "default", DEBUG="true", VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")


def test_no_two_checks_have_the_same_id():
    said = [
        name
        for folder in ("blog", "cms", "home")
        for file in (settings.BASE_DIR / folder).rglob("*.py")
        for name in re.findall(r'id="(mosaic\.\w+)"', file.read_text(encoding="utf-8"))
    ]
    assert len(said) > 5
    assert sorted(set(said)) == sorted(said)
