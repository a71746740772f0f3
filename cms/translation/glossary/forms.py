"""The form of a term: who writes which of its languages."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from cms.languages import DEFAULT_LANGUAGE, LANGUAGES
from cms.translation.roles import languages_of


class TermForm(WagtailAdminModelForm):
    """Everybody writes the languages in which they edit pages; and a new term in the default one.

    What others wrote is shown, and not taken from the form.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = languages_of(self.for_user) if self.for_user else set(LANGUAGES)
        if self.instance.pk is None:
            own.add(DEFAULT_LANGUAGE)
        for language in LANGUAGES:
            field = self.fields.get(f"term_{language.code}")
            if field is not None and language not in own:
                field.disabled = True
