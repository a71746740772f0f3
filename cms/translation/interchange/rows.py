"""The texts that rows have in a column per language: photos, categories, authors, settings.

There are no drafts of these: what is taken is public at once.
"""

from functools import cached_property
from typing import Any

from django.db.models import Model, QuerySet
from django.utils import translation as active
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, Language
from cms.translation.glossary.models import GlossaryTerm
from cms.translation.interchange.documents import Document, State, Unit, tidy, unit_id
from cms.translation.interchange.places import Place, place_of_field
from cms.translation.interchange.texts import Texts, publication_id
from cms.translation.roles import languages_of

#: The languages, the one that texts fall back to first.
_IN_ORDER = (DEFAULT_LANGUAGE, *(each for each in LANGUAGES if each != DEFAULT_LANGUAGE))


def shared_models() -> list[type[Model]]:
    """Return the models that have columns per language, in the order of their names."""
    models = (model for model in translator.get_registered_models() if _fields(model))
    return sorted(models, key=lambda model: model._meta.label_lower)


class RowTexts(Texts):
    """The texts of a model's rows, or of those of them that a user may change.

    They are translated from the default language; where a row has no text in that, from the
    first language in which it has one.
    """

    has_drafts = False

    def __init__(
        self,
        model: type[Model],
        language: Language,
        user: Any = None,
        source: Language = DEFAULT_LANGUAGE,
    ) -> None:
        self._model = model
        self._source = source
        self.source_language = source.code
        self._policy = policy_registry.get_by_type(model)
        self._language = language
        self._user = user
        self._places_of_units: dict[str, tuple[Model, str]] = {}
        self._changed: dict[Model, set[str]] = {}
        self.key = f"rows/{model._meta.label_lower}"
        from_other = "" if source == DEFAULT_LANGUAGE else f"{source.code}-"
        self.name = f"{model._meta.label_lower}.{from_other}{language.code}"

    def document(self) -> Document:
        with active.override(self._source.code):
            return Document(
                publication=publication_id(),
                key=self.key,
                source_language=self._source.code,
                target_language=self._language.code,
                title=str(capfirst(self._model._meta.verbose_name_plural)),
                units=tuple(
                    self._unit(row, name)
                    for row in self._rows()
                    for name in _fields(self._model)
                    if self._is_from_here(row, name)
                ),
            )

    def _is_from_here(self, row: Any, name: str) -> bool:
        """Whether the source is the first of the other languages in which a row has a text."""
        others = (each for each in _IN_ORDER if each != self._language)
        return self._source == next(
            (each for each in others if getattr(row, _column(name, each))), None
        )

    def _rows(self) -> "QuerySet[Any]":
        rows = self._model._default_manager.order_by("pk")
        if self._user is None:
            return rows
        if self._is_in_the_language_of_others(self._user):
            return rows.none()
        permitted = self._policy.instances_user_has_permission_for(self._user, "change")
        return rows.filter(pk__in=permitted.values("pk"))

    def _unit(self, row: Any, name: str) -> Unit:
        source = tidy(getattr(row, _column(name, self._source)))
        target = tidy(getattr(row, _column(name, self._language)) or "")
        place = self._places[name]
        unit = Unit(
            id=unit_id(self.key, f"{row.pk}.{name}", source),
            label=f"{tidy(str(row))} › {place.label}".replace("\n", " "),
            source=source,
            target=target,
            state=State.TRANSLATED if target else State.UNTRANSLATED,
            note=" ".join(place.note.split()),
            max_length=place.max_length,
        )
        self._places_of_units[unit.id] = (row, name)
        return unit

    @cached_property
    def _places(self) -> dict[str, Place]:
        fields = {name: self._model._meta.get_field(name) for name in _fields(self._model)}
        return {name: place_of_field(field) for name, field in fields.items()}  # type: ignore[arg-type]

    def refusal(self, user: Any) -> str:
        if user is not None and not self._policy.user_has_permission(user, "change"):
            return _("You may not change %(models)s.") % {
                "models": self._model._meta.verbose_name_plural
            }
        if user is not None and self._is_in_the_language_of_others(user):
            return _("You may not change what the glossary says in %(language)s.") % {
                "language": self._language.name
            }
        return ""

    def _is_in_the_language_of_others(self, user: Any) -> bool:
        """Whether these are terms of a language in which the user does not write."""
        return self._model is GlossaryTerm and self._language not in languages_of(user)

    def take(self, unit: Unit, text: str, *, is_finished: bool, user: Any, tool: str) -> None:
        row, name = self._places_of_units[unit.id]
        column = _column(name, self._language)
        setattr(row, column, text)
        self._changed.setdefault(row, set()).add(column)

    def save(self, user: Any) -> None:
        for row, columns in self._changed.items():
            row.save(update_fields=columns)
            log(row, "wagtail.edit", user=user)


def _fields(model: type[Model]) -> list[str]:
    """Return the names of a model's fields that have a column per language and no tags."""
    return [
        name
        for name in translator.get_options_for_model(model).get_field_names()
        if not isinstance(model._meta.get_field(name), RichTextField)
    ]


def _column(name: str, language: Language) -> str:
    column: str = build_localized_fieldname(name, language.code)
    return column
