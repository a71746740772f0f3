"""What the translation editor lacks of the editor of other pages."""

import json
from typing import Any

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.menus.pages import get_page_header_buttons
from wagtail.admin.widgets.button import ButtonWithDropdown
from wagtail.models import Page

from cms.translation.drafts import is_locked
from cms.translation.roles import may_only_translate

register = template.Library()


@register.simple_tag(takes_context=True)
def page_menu(context: Any, page: Any) -> list[ButtonWithDropdown]:
    """Return the menu beside a page's title, which wagtail-localize leaves out."""
    if not isinstance(page, Page):
        return []
    request = context["request"]
    buttons = get_page_header_buttons(page, request.user, request.path, "edit")
    menu = ButtonWithDropdown(
        buttons=sorted(buttons),
        icon_name="dots-horizontal",
        attrs={"aria-label": _("Actions")},
        classname="w-h-slim-header",
    )
    return [menu] if buttons else []


@register.simple_tag(takes_context=True)
def permitted_props(context: Any, props: str, page: Any) -> str:
    """Return what the editor's script is told, without the actions that are refused.

    wagtail-localize offers to whoever may edit to replace the page by its source, which publishes
    that, and to delete it.

    Args:
        props: as JSON.
    """
    user = context["request"].user
    if not isinstance(page, Page):
        return props
    told = json.loads(props)
    if is_locked(page, user) or not page.permissions_for_user(user).can_publish():
        told["links"]["convertToAliasUrl"] = None
    if may_only_translate(user, page):
        told["perms"]["canDelete"] = False
    return json.dumps(told)


@register.simple_tag
def editor_phrases(translation: Any) -> SafeString:
    """Return, as JSON, what the editor's script says in English only, and what it shall say.

    The script of editing/languages.js puts the one in the place of the other.
    """
    source, target = (
        locale.get_display_name()
        for locale in (translation.source.locale, translation.target_locale)
    )
    phrases = {
        f"{source} to {target} translation": _("From %(source)s into %(target)s")
        % {"source": source, "target": target},
        "More actions": _("More actions"),
    }
    return json_script(phrases, "translation-editor-phrases")
