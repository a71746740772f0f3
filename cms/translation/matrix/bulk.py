"""Sending many pages for translation at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Locale, Page
from wagtail_localize.operations import TranslationCreator

from cms.translation.roles import may_write


class LanguagesForm(forms.Form):
    """Into which languages."""

    locales = forms.ModelMultipleChoiceField(
        label=_("Languages"),
        queryset=Locale.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = [locale.pk for locale in Locale.objects.all() if may_write(user, locale)]
        field = self.fields["locales"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Locale.objects.filter(pk__in=allowed)


class SubmitForTranslation(PageBulkAction):
    """Send pages for translation, into languages that the user may write in."""

    display_name = _("Submit for translation")
    aria_label = _("Submit selected pages for translation")
    action_type = "submit_for_translation"
    template_name = "translation/confirm_submit.html"
    form_class = LanguagesForm
    action_priority = 60

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def check_perm(self, page: Page) -> bool:
        may = self.request.user.has_perm("wagtail_localize.submit_translation")
        return bool(may) and not page.is_root() and page.alias_of_id is None

    def get_execution_context(self) -> dict[str, Any]:
        assert self.cleaned_form is not None, "it was valid"
        return {
            **super().get_execution_context(),
            "locales": list(self.cleaned_form.cleaned_data["locales"]),
        }

    @classmethod
    def execute_action(
        cls, objects: list[Page], user: Any = None, locales: Any = (), **kwargs: Any
    ) -> tuple[int, int]:
        """Start the translations that there are not yet; what is there is left alone."""
        sent = 0
        for page in objects:
            taken = page.get_translations(inclusive=True).filter(alias_of=None)
            there = set(taken.values_list("locale_id", flat=True))
            missing = [locale for locale in locales if locale.pk not in there]
            if missing:
                TranslationCreator(user, missing).create_translations(page)
                sent += 1
        return sent, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if not num_parent_objects:
            return gettext("All of these pages were in these languages already.")
        return ngettext(
            "%(count)d page was sent for translation.",
            "%(count)d pages were sent for translation.",
            num_parent_objects,
        ) % {"count": num_parent_objects}
