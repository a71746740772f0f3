"""Where the safe layer stands before wagtail-localize in the admin."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.translation import views
from cms.translation.editor import answer_editor
from cms.translation.following import REFUSED, TAKEN_OVER, locked_translations
from cms.translation.roles import may_only_translate

#: wagtail-localize's hooks and addresses are registered with 0.
FIRST = -1


@hooks.register("register_admin_urls", order=FIRST)
def guarded_urls() -> list[URLPattern | URLResolver]:
    """Answer at wagtail-localize's own addresses, whose names still lead here."""
    one = "translate/<int:translation_id>"
    urls = [
        path("submit/page/<int:page_id>/", views.SubmitView.as_view()),
        path("update/<int:translation_source_id>/", views.SyncView.as_view()),
        path(f"{one}/strings/<int:string_segment_id>/edit/", views.edit_string_translation),
        path(f"{one}/overrides/<int:overridable_segment_id>/edit/", views.edit_override),
        path(f"{one}/machine_translate/", views.machine_translate),
        path(f"{one}/disable/", views.stop_translation),
        path("page/<int:page_id>/convert_to_alias/", views.convert_to_alias),
    ]
    return [path("localize/", include(urls))]


@hooks.register("before_edit_page", order=FIRST)
def answer_translation_editor(request: HttpRequest, page: Page) -> HttpResponse | None:
    return answer_editor(request, page)


@hooks.register("before_delete_page")
def translators_delete_nothing(request: HttpRequest, page: Page) -> None:
    """Refuse what Wagtail allows to whoever may edit: deleting drafts."""
    if may_only_translate(request.user, page):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def translators_delete_nothing_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> None:
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type == "delete" and any(may_only_translate(request.user, page) for page in pages):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def publish_translations_one_by_one(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Refuse to publish translations in bulk: their newest draft may be half translated."""
    pages = [page for page in objects if isinstance(page, Page)]
    if action_type != "publish" or not pages:
        return None
    if action.cleaned_form.cleaned_data["include_descendants"]:
        for page in list(pages):
            pages.extend(page.get_descendants().not_live())
    places = {(page.translation_key, page.locale_id) for page in pages}
    translations = Translation.objects.filter(
        enabled=True, source__object_id__in=[page.translation_key for page in pages]
    ).values_list("source__object_id", "target_locale_id")
    if places.isdisjoint(translations):
        return None
    messages.error(
        request,
        _(
            "Nothing was published: among these pages are translations, which are published one "
            "by one, where they are edited."
        ),
    )
    return redirect(request.get_full_path())


@hooks.register("register_log_actions")
def following_in_history(actions: Any) -> None:
    """Say in a translation's history what came from its source, or could not."""

    @actions.register_action(TAKEN_OVER)
    class TakenOver(LogFormatter):
        label = gettext_lazy("Follow the source")
        message = gettext_lazy("Took over what was published in the source")

    @actions.register_action(REFUSED)
    class Refused(LogFormatter):
        label = gettext_lazy("Fail to follow the source")
        message = gettext_lazy("Is locked, and did not take over what was published in the source")


@hooks.register("after_publish_page")
def tell_of_locked_translations(request: HttpRequest, page: Page) -> None:
    """Tell whoever publishes a source which of its translations keep what they had."""
    for translation in locked_translations(page.specific):
        messages.warning(
            request,
            _(
                "“%(title)s” (%(language)s) is locked: it does not have the date, authors, or "
                "whatever else it shares with this page."
            )
            % {
                "title": translation.get_admin_display_title(),
                "language": translation.locale.get_display_name(),
            },
        )
