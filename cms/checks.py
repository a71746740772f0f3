"""The house's rules, as system checks."""

from typing import Any

from django.apps import apps
from django.core import checks
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from modeltranslation.manager import get_translatable_fields_for_model
from wagtail.models import TranslatableMixin, get_page_models

from cms.languages import LANGUAGES


@register()
def one_kind_of_translation(**kwargs: Any) -> list[CheckMessage]:
    """A page speaks one language, a shared row speaks all: no model does both."""
    return [
        Error(
            f"{model._meta.label} is translated both as a row per language and as a column per "
            "language.",
            hint="Take it out of its translation.py, or do not inherit from TranslatableMixin.",
            obj=model,
            id="mosaic.E001",
        )
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin) and get_translatable_fields_for_model(model)
    ]


@register()
def pages_are_base_pages(**kwargs: Any) -> list[CheckMessage]:
    """Every page type is built on BasePage, which the reader and the API rely on."""
    from cms.pages.models import BasePage

    return [
        Error(
            f"{model._meta.label} does not inherit from cms.pages.models.BasePage.",
            obj=model,
            id="mosaic.E002",
        )
        for model in get_page_models()
        if model._meta.label != "wagtailcore.Page" and not issubclass(model, BasePage)
    ]


@register()
def page_types_compile(**kwargs: Any) -> list[CheckMessage]:
    """The API can give every field that a page type names in ``api_fields``."""
    from cms.representation.compile import compile_model

    errors: list[CheckMessage] = []
    for model in get_page_models():
        try:
            compile_model(model).schema()
        except (AttributeError, FieldDoesNotExist, LookupError, ValueError) as error:
            errors.append(Error(f"{model._meta.label}: {error}", obj=model, id="mosaic.E003"))
    return errors


@register("database")
def every_language_has_a_locale(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Each language has a Wagtail locale, once the database is migrated.

    A warning only: an error would keep ``migrate`` from starting.
    """
    from django.db import connections
    from wagtail.models import Locale

    if not databases:
        return []
    if Locale._meta.db_table not in connections["default"].introspection.table_names():
        return []
    present = set(Locale.objects.values_list("language_code", flat=True))
    return [
        checks.Warning(
            f"There is no locale for {language.name} ({language.code}).",
            hint="Run: python manage.py migrate, then: python manage.py make_roles",
            id="mosaic.W002",
        )
        for language in LANGUAGES
        if language.code not in present
    ]
