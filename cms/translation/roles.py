"""Roles: Editors, Moderators, and translators of one language each.

A migration makes them, with the models as they were then (``home.0003``), and ``make_roles``
keeps them. What is missing is added; what somebody added or named otherwise is left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps as installed
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length, Substr
from modeltranslation.translator import translator
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.models import CollectionMember, Locale

from cms.languages import LANGUAGES, Language
from cms.translation.glossary.models import GlossaryTerm
from cms.translation.workflows import make_workflow

#: The digits of one level in Wagtail's page tree.
STEP = 4


@dataclass(frozen=True)
class Role:
    """What a group may do.

    Attributes:
        pages: actions on pages (``"change"``): below every page, or in the group's language.
        files: actions on photos and documents, in every collection.
        rows: actions on the rows that pages share, such as categories.
        terms: actions on the glossary's terms.
        settings: whether it may edit the publication's texts.
    """

    pages: tuple[str, ...]
    files: tuple[str, ...]
    rows: tuple[str, ...] = ()
    terms: tuple[str, ...] = ("view", "add", "change")
    settings: bool = False


EDITORS = Role(
    pages=("add", "change"),
    files=("add", "change", "choose"),
    rows=("view", "add", "change"),
    settings=True,
)
MODERATORS = Role(
    pages=("add", "change", "publish", "lock", "unlock"),
    files=("add", "change", "choose"),
    rows=("view", "add", "change", "delete"),
    terms=("view", "add", "change", "delete"),
    settings=True,
)
#: They start translations with wagtail-localize's permission, write into them, and agree on terms.
TRANSLATORS = Role(pages=("change",), files=("choose",))

#: What roles may do with rows that no language has a column for: models, and actions on them.
_besides: dict[Role, dict[str, tuple[str, ...]]] = {}


def permit(role: Role, model: str, *actions: str) -> None:
    """Let a role do something with the rows of one more model. Apps say so when they are ready.

    Args:
        role: :data:`EDITORS`, :data:`MODERATORS`, or :data:`TRANSLATORS`.
        model: its label, such as ``"comments.comment"``.
        actions: such as ``"view"`` or ``"change"``.
    """
    _besides.setdefault(role, {})[model.lower()] = actions


def make_roles(registry: Any = installed) -> list[str]:
    """Give every role what it may do, and every language its locale, translators and workflow.

    Args:
        registry: where the models are; that of a migration, or all that is installed.

    Returns:
        What was changed, a sentence each; nothing where all was as it should be.
    """
    maker = _Maker(registry)
    tree = registry.get_model("wagtailcore", "Page").objects.filter(depth=1)
    moderators = maker.group("Moderators")
    maker.grant(maker.group("Editors"), EDITORS, tree)
    maker.grant(moderators, MODERATORS, tree)
    for language in LANGUAGES:
        locale = maker.locale(language)
        roots = root_pages(locale, registry)
        team = maker.team(language, locale)
        maker.grant(team.translators, TRANSLATORS, roots)
        maker.changes += make_workflow(registry, team.workflow, moderators, roots)
    return maker.changes


def may_only_translate(user: Any, page: Any) -> bool:
    """Whether somebody may edit a page, as translators may, but neither add nor publish there."""
    if user.is_superuser:
        return False
    return not {"add", "publish"} & set(page.permissions_for_user(user).permissions)


def may_write(user: Any, locale: Any) -> bool:
    """Whether somebody may edit pages in a language."""
    return any(page.permissions_for_user(user).can_edit() for page in root_pages(locale))


def languages_of(user: Any) -> set[Language]:
    """Return the languages in which somebody may edit pages."""
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    return {
        language
        for language in LANGUAGES
        if language.code in locales and may_write(user, locales[language.code])
    }


def root_pages(locale: Any, registry: Any = installed) -> Any:
    """Return the topmost pages of a language: below each of them all is in that language."""
    pages = registry.get_model("wagtailcore", "Page").objects
    parents = pages.filter(depth__gt=1, locale=OuterRef("locale"), path=OuterRef("parent_path"))
    below_the_root = pages.filter(depth__gt=1, locale_id=locale.pk, alias_of=None)
    found = below_the_root.annotate(parent_path=Substr("path", 1, Length("path") - STEP))
    return found.exclude(Exists(parents)).order_by("path")


class _Maker:
    """Makes what is missing, and remembers what that was."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry
        self.changes: list[str] = []

    def _objects(self, app: str, model: str) -> Any:
        return self._registry.get_model(app, model).objects

    def locale(self, language: Language) -> Any:
        locales = self._objects("wagtailcore", "Locale")
        locale, is_new = locales.get_or_create(language_code=language.code)
        self._note(is_new, f"Made the locale of {language.name}.")
        return locale

    def group(self, name: str) -> Any:
        group, is_new = self._objects("auth", "Group").get_or_create(name=name)
        self._note(is_new, f"Made the group “{name}”.")
        return group

    def team(self, language: Language, locale: Any) -> Any:
        teams = self._objects("translation", "Team")
        team = teams.select_related("translators", "workflow").filter(locale_id=locale.pk).first()
        if team is not None:
            return team
        workflow = self._objects("wagtailcore", "Workflow").create(
            name=f"Review: {language.name}", active=True
        )
        self._note(True, f"Made the workflow “{workflow.name}”.")
        group = self.group(f"Translators: {language.name}")
        return teams.create(locale_id=locale.pk, translators=group, workflow=workflow)

    def grant(self, group: Any, role: Role, pages: Iterable[Any]) -> None:
        """Give a group what a role may do: on these pages and all below them."""
        for permission in self._permissions(role):
            if not group.permissions.filter(pk=permission.pk).exists():
                group.permissions.add(permission)
                self._note(True, f"{group.name}: {permission.name.lower()}.")
        for page in pages:
            for action in role.pages:
                permission = self._permission("wagtailcore", "page", action)
                _, is_new = self._objects("wagtailcore", "GroupPagePermission").get_or_create(
                    group_id=group.pk, page_id=page.pk, permission_id=permission.pk
                )
                self._note(is_new, f"{group.name}: {action} pages in “{page.title}”.")
        for collection in self._objects("wagtailcore", "Collection").filter(depth=1):
            for action in role.files:
                for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
                    permission = self._permission(app, model, action)
                    _, is_new = self._objects(
                        "wagtailcore", "GroupCollectionPermission"
                    ).get_or_create(
                        group_id=group.pk, collection_id=collection.pk, permission_id=permission.pk
                    )
                    self._note(is_new, f"{group.name}: {action} {model}s.")

    def _permissions(self, role: Role) -> Iterator[Any]:
        """The permissions of a role that are not about single pages or collections."""
        yield self._permission("wagtailadmin", "admin", "access", "access_admin")
        yield self._permission("wagtail_localize", "translation", "submit", "submit_translation")
        for label, actions in _besides.get(role, {}).items():
            app, _, name = label.partition(".")
            for action in actions:
                yield self._permission(app, name, action)
        for model in translator.get_registered_models(abstract=False):
            app, _, name = model._meta.label_lower.partition(".")
            noun = model._meta.verbose_name_raw
            if issubclass(model, BaseSiteSetting | BaseGenericSetting):
                if role.settings:
                    yield self._permission(app, name, "change", noun=noun)
            elif not issubclass(model, CollectionMember):
                for action in role.terms if model is GlossaryTerm else role.rows:
                    yield self._permission(app, name, action, noun=noun)

    def _permission(
        self, app: str, model: str, action: str, codename: str = "", noun: str = ""
    ) -> Any:
        """Return a permission; make it where Django, which does so last of all, has not yet."""
        kinds = self._objects("contenttypes", "ContentType")
        kind, _ = kinds.get_or_create(app_label=app, model=model)
        permission, _ = self._objects("auth", "Permission").get_or_create(
            content_type=kind,
            codename=codename or f"{action}_{model}",
            defaults={"name": f"Can {action} {noun or model}"},
        )
        return permission

    def _note(self, changed: bool, sentence: str) -> None:
        if changed:
            self.changes.append(sentence)
