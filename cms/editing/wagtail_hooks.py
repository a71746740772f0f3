"""What every screen of the admin loads, so that texts run in the direction of their language.

And a screen of ours in the place of one of Wagtail's.
"""

from django.conf import settings
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms.editing.redirect_files import start_import
from cms.languages import LANGUAGES


@hooks.register("register_admin_urls", order=-1)
def redirect_file_urls() -> list[URLPattern]:
    """In front of Wagtail's own."""
    return [path("redirects/import/", start_import)]


@hooks.register("insert_global_admin_js")
def language_script() -> SafeString:
    """The script that gives inputs the language and direction of what is written in them."""
    return format_html(
        '<script src="{}" data-right-to-left="{}"></script>',
        static("editing/languages.js"),
        " ".join(settings.LANGUAGES_BIDI),
    )


@hooks.register("insert_global_admin_css")
def language_styles() -> SafeString:
    """The styles of such inputs, and of a text's languages side by side."""
    return format_html(
        '<link rel="stylesheet" href="{}"><style>:root {{ --languages: {}; }}</style>',
        static("editing/languages.css"),
        len(LANGUAGES),
    )
