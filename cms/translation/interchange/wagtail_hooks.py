"""Where files for translators are made and taken, in the admin."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.translation.interchange import views
from cms.translation.interchange.buttons import page_buttons
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


hooks.register("register_page_header_buttons", page_buttons)


class _FilesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Page)
        return bool(policy.user_has_permission(request.user, "change"))


@hooks.register("register_reports_menu_item")
def files_menu_item() -> MenuItem:
    return _FilesMenuItem(
        _("Translation files"), reverse("translation_files:index"), icon_name="download", order=9010
    )
