"""Where files for translators are made and taken, in the admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.translation.drafts import translation_of
from cms.translation.interchange import views
from cms.translation.interchange.formats import FORMATS


@hooks.register("register_admin_urls", order=-1)
def urls() -> list[URLPattern | URLResolver]:
    """Ours, and before wagtail-localize's own the two of its editor that deal with files."""
    names = "|".join(FORMATS)
    ours = [
        path("", views.index, name="index"),
        re_path(
            rf"^page/(?P<page_id>\d+)/(?P<file_format>{names})/$",
            views.export_page,
            name="export_page",
        ),
        path("page/<int:page_id>/import/", views.import_page, name="import_page"),
        path("upload/<int:upload_id>/", views.upload, name="upload"),
    ]
    editor = "localize/translate/<int:translation_id>/pofile"
    return [
        path("translation-files/", include((ours, "translation_files"))),
        path(f"{editor}/download/", views.download_pofile),
        path(f"{editor}/upload/", views.upload_pofile),
    ]


@hooks.register("register_page_header_buttons")
def page_buttons(
    page: Page, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer a translation's files beside what else can be done with the page."""
    if translation_of(page) is None or not page.permissions_for_user(user).can_edit():
        return
    for name, format_ in FORMATS.items():
        yield Button(
            _("Export as %(format)s") % {"format": format_.NAME},
            reverse("translation_files:export_page", args=[page.pk, name]),
            icon_name="download",
            priority=70,
        )
    yield Button(
        _("Import a translation"),
        reverse("translation_files:import_page", args=[page.pk]),
        icon_name="upload",
        priority=71,
    )


class _FilesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_permission(request.user, "change"))


@hooks.register("register_reports_menu_item")
def files_menu_item() -> MenuItem:
    return _FilesMenuItem(
        _("Translation files"), reverse("translation_files:index"), icon_name="download", order=9010
    )
