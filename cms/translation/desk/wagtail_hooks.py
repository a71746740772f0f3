"""Where the desk stands in the admin."""

from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms.translation.desk.buttons import page_buttons
from cms.translation.desk.views import desk

hooks.register("register_page_header_buttons", page_buttons)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [path("desk/<int:page_id>/", desk, name="translation_desk")]


@hooks.register("insert_global_admin_css")
def desk_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("desk/desk.css"))
