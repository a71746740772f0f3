"""Rows with a column per language: how their texts are edited."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from cms.languages import LANGUAGES, Language

#: Longer texts get an input that grows.
LINE = 100


def write_in(language: Language, field: forms.CharField) -> None:
    """Give a form's field the input of a text in this language, which shows when it is empty.

    ``data-language-column`` is what editing/languages.css knows such inputs by.
    """
    if field.max_length is None or field.max_length > LINE:
        attrs = {name: value for name, value in field.widget.attrs.items() if name != "rows"}
        field.widget = AdminAutoHeightTextInput(attrs=attrs)
    field.widget.attrs.update(
        {
            "lang": language.code,
            "dir": language.direction,
            "data-language-column": language.code,
            "placeholder": _("Empty"),
        }
    )


class LanguageFieldPanel(FieldPanel):
    """One language of a text."""

    def __init__(self, field_name: str, language: Language, **options: Any) -> None:
        super().__init__(field_name, **options)
        self.language = language

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "language": self.language}

    class BoundPanel(FieldPanel.BoundPanel):
        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            if self.bound_field is not None:
                write_in(self.panel.language, self.bound_field.field)


class PerLanguagePanel(FieldRowPanel):
    """The languages of a text, with what they have in common above them."""

    class BoundPanel(FieldRowPanel.BoundPanel):
        # Wagtail has a row's help text in a box.
        template_name = "editing/per_language_panel.html"


def per_language_panel(
    name: str, heading: str | Promise, help_text: str | Promise = ""
) -> PerLanguagePanel:
    """Put a field's languages side by side, each input in its own language and direction.

    Args:
        name: the field's name in the model (``"tagline"``).
        heading: what stands above the row.
        help_text: what to write, said once for all languages.
    """
    return PerLanguagePanel(
        [
            LanguageFieldPanel(
                f"{name}_{language.code}",
                language,
                heading=language.name,
                attrs={"lang": language.code, "dir": language.direction},
            )
            for language in LANGUAGES
        ],
        heading=heading,
        help_text=help_text,
    )
