"""What the buttons of the translation editor do: save a draft, submit it, publish it."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page, WorkflowState
from wagtail_localize.models import Translation

from cms.translation.drafts import is_locked, save_draft, save_finished, translation_of


def answer_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what was asked for in a page's editor, where the page is a translation.

    Returns:
        None for wagtail-localize to answer: what only shows the editor, or restarts or ends a
        translation.

    Raises:
        PermissionDenied: when the page is locked for this user, or may not be published by them.
    """
    if request.method != "POST":
        return None
    has_translation = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id
    )
    if has_translation.exists() and is_locked(page, request.user):
        raise PermissionDenied
    action = _ACTIONS.get(request.POST.get("action", ""))
    translation = translation_of(page)
    if translation is None or action is None or page.alias_of_id:
        return None
    try:
        message = action(request, page, translation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, message)
    return redirect(request.path)


def _save(request: Any, page: Page, translation: Translation) -> str:
    save_draft(translation, request.user)
    return _("The draft is saved.")


def _submit(request: Any, page: Page, translation: Translation) -> str:
    if not page.permissions_for_user(request.user).can_submit_for_moderation():
        raise PermissionDenied
    save_finished(translation, request.user)
    page = page.specific_class.objects.get(pk=page.pk)
    state = page.current_workflow_state
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume(request.user)
    else:
        page.get_workflow().start(page, request.user)
    return _("The translation is submitted for review.")


def _publish(request: Any, page: Page, translation: Translation) -> str:
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    with transaction.atomic():
        save_finished(translation, request.user).publish(user=request.user)
    return _("The translation is published.")


_ACTIONS = {"save": _save, "submit": _submit, "publish": _publish}
