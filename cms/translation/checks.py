"""What a language that was added, or taken out, leaves to be done.

Warnings only: errors would keep ``migrate``, which mends some of it, from starting.
"""

from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, register
from django.db import connections
from modeltranslation.translator import translator
from wagtail.models import GroupPagePermission, Locale, WorkflowPage

from cms.languages import LANGUAGES, Language
from cms.translation.models import Team
from cms.translation.roles import root_pages


@register("database")
def every_language_has_its_columns(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """The rows that pages share have a column for each language."""
    if "default" not in (databases or []):
        return []
    connection = connections["default"]
    present = set(connection.introspection.table_names())
    missing = set()
    with connection.cursor() as cursor:
        for model in translator.get_registered_models(abstract=False):
            table = model._meta.db_table
            if table not in present:
                continue
            columns = {
                column.name
                for column in connection.introspection.get_table_description(cursor, table)
            }
            if not {field.column for field in model._meta.local_concrete_fields} <= columns:
                missing.add(table)
    if not missing:
        return []
    return [
        checks.Warning(
            f"{', '.join(sorted(missing))} lack columns, such as those of a language that is new.",
            hint="Run: python manage.py makemigrations, then: python manage.py migrate",
            id="mosaic.W003",
        )
    ]


@register("database")
def every_locale_has_its_language(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """No pages are left in a language that Mosaic no longer speaks."""
    if "default" not in (databases or []) or not _is_migrated():
        return []
    known = [language.code for language in LANGUAGES]
    left = Locale.all_objects.exclude(language_code__in=known).values_list(
        "language_code", flat=True
    )
    return [
        checks.Warning(
            f"There is a locale for {code!r}, which is no language of this publication.",
            hint=(
                "Put it back in cms/languages.py; or delete its pages, and then the locale in the "
                "admin: Settings › Locales. For its columns to go, too, run: python manage.py "
                "makemigrations, then: python manage.py migrate"
            ),
            id="mosaic.W004",
        )
        for code in left
    ]


@register("database")
def every_language_has_its_roles(databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every language has translators, who may edit all its pages, and reviewers."""
    if "default" not in (databases or []) or not _is_migrated():
        return []
    return [
        checks.Warning(
            f"{language.name} ({language.code}) lacks translators, or a page of it their "
            "permission or a workflow.",
            hint="Run: python manage.py make_roles",
            id="mosaic.W005",
        )
        for language in LANGUAGES
        if not _has_its_roles(language)
    ]


def _has_its_roles(language: Language) -> bool:
    team = Team.objects.filter(locale__language_code=language.code).first()
    if team is None:
        return False
    roots = {page.pk for page in root_pages(team.locale)}
    allowed = GroupPagePermission.objects.filter(
        group=team.translators, permission__codename="change_page", page__in=roots
    ).values_list("page", flat=True)
    reviewed = WorkflowPage.objects.filter(page__in=roots).values_list("page", flat=True)
    return roots == set(allowed) == set(reviewed)


def _is_migrated() -> bool:
    present = connections["default"].introspection.table_names()
    return {Locale._meta.db_table, Team._meta.db_table} <= set(present)
