"""wagtail-localize's views, with what it does not look at: locks, and who may what where.

They stand before its own, at the same addresses (see :mod:`cms.translation.wagtail_hooks`).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Locale, Page
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, edit_translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import (
    UpdateTranslationsForm,
    UpdateTranslationsView,
)

from cms.translation.drafts import is_locked
from cms.translation.machines import TranslatorError

View = Callable[..., HttpResponse]


def refuse_locked(view: View) -> View:
    """Let a view that changes a translation refuse, where its page is locked for the user."""

    @wraps(view)
    def guarded(request: HttpRequest, translation_id: int, **arguments: Any) -> HttpResponse:
        translation = get_object_or_404(Translation, pk=translation_id)
        page = translation.get_target_instance()
        if isinstance(page, Page) and is_locked(page, request.user):
            raise PermissionDenied
        return view(request, translation_id, **arguments)

    return guarded


edit_string_translation = refuse_locked(edit_translation.edit_string_translation)
edit_override = refuse_locked(edit_translation.edit_override)
stop_translation = refuse_locked(edit_translation.stop_translation)


@refuse_locked
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Let a machine translate what nobody has; say so where it cannot."""
    try:
        response: HttpResponse = edit_translation.machine_translate(request, translation_id)
    except TranslatorError as error:
        messages.error(request, str(error))
        next_url = get_valid_next_url_from_request(request)
        response = redirect(next_url or "wagtailadmin_home")
    return response


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """Replace a translation by its source. On a live page that publishes, so it takes as much."""
    page = get_object_or_404(Page, pk=page_id)
    permissions = page.permissions_for_user(request.user)
    if is_locked(page, request.user) or not permissions.can_publish():
        raise PermissionDenied
    response: HttpResponse = convert.convert_to_alias(request, page_id)
    return response


class SubmitView(SubmitPageTranslationView):
    """Send a page for translation, into the languages that the user may edit."""

    def get_form(self) -> forms.Form:
        form: forms.Form = super().get_form()
        field = form.fields["locales"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        assert field.queryset is not None, "upstream sets it"
        field.queryset = field.queryset.filter(
            pk__in=[locale.pk for locale in field.queryset if self._may_edit(locale)]
        )
        return form

    def _may_edit(self, locale: Locale) -> bool:
        """Whether the user may edit pages where the translation will stand."""
        for page in reversed(self.object.get_ancestors(inclusive=True).filter(depth__gt=1)):
            counterpart = page.get_translation_or_none(locale)
            if counterpart is not None:
                permissions = counterpart.permissions_for_user(self.request.user)
                return bool(permissions.can_edit())
        return bool(self.request.user.is_superuser)


class SyncForm(UpdateTranslationsForm):
    """Upstream's, without its offer to publish at once what nobody has translated yet."""

    publish_translations = forms.BooleanField(
        required=False, disabled=True, initial=False, widget=forms.HiddenInput
    )


class SyncView(UpdateTranslationsView):
    """Bring a source's changes to its translators, whose every language it concerns."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        source = self.get_object()
        page = source.get_source_instance()
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_form(self) -> forms.Form:
        return SyncForm(self.request.POST if self.request.method == "POST" else None)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        by_machine = form.cleaned_data.pop("use_machine_translation", False)
        translations = self.object.translations.filter(enabled=True) if by_machine else []
        for translation in translations:
            if is_locked(translation.get_target_instance(), self.request.user):
                raise PermissionDenied
        response: HttpResponse = super().form_valid(form)
        # Not before: upstream does it in the transaction, in which a service would be waited for.
        try:
            for translation in translations:
                edit_translation.apply_machine_translation(
                    translation.pk, self.request.user, get_machine_translator()
                )
        except TranslatorError as error:
            messages.error(self.request, str(error))
        return response
