"""Where the matrix stands in the admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.translation.matrix.bulk import SubmitForTranslation
from cms.translation.matrix.panel import TranslationPanel
from cms.translation.matrix.report import PERMISSION, MatrixView
from cms.translation.matrix.shared_report import SharedRowsView

hooks.register("register_bulk_action", SubmitForTranslation)


@hooks.register("register_admin_urls")
def matrix_urls() -> list[URLPattern]:
    return [
        path("translations/", MatrixView.as_view(), name="translation_matrix"),
        path(
            "translations/results/",
            MatrixView.as_view(results_only=True),
            name="translation_matrix_results",
        ),
        path("translations/shared/", SharedRowsView.as_view(), name="translation_shared"),
        path(
            "translations/shared/results/",
            SharedRowsView.as_view(results_only=True),
            name="translation_shared_results",
        ),
    ]


class MatrixMenuItem(MenuItem):
    """Shown to whoever translates, or has pages translated."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(PERMISSION))


@hooks.register("register_reports_menu_item")
def matrix_menu_item() -> Any:
    return MatrixMenuItem(
        _("Translation matrix"),
        reverse("translation_matrix"),
        icon_name="wagtail-localize-language",
        order=100,
    )


@hooks.register("register_reports_menu_item")
def shared_rows_menu_item() -> Any:
    return MatrixMenuItem(
        _("Shared texts"),
        reverse("translation_shared"),
        name="shared-texts",
        icon_name="wagtail-localize-language",
        order=110,
    )


@hooks.register("construct_homepage_panels")
def add_translation_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(TranslationPanel(request))


@hooks.register("insert_global_admin_css")
def matrix_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("translation/matrix.css"))
