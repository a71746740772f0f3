"""The form of a page says which language the page is in; editing/languages.js does the rest."""

from typing import Any

from django.utils.translation import override
from wagtail.admin.panels import Panel, PanelGroup, TabbedInterface

from cms.languages import DEFAULT_LANGUAGE


class PageTabs(TabbedInterface):
    """The tabs of a page's form, marked with the language of the page."""

    class BoundPanel(TabbedInterface.BoundPanel):
        @property
        def attrs(self) -> dict[str, Any]:
            return {
                **super().attrs,
                "data-content-language": self.instance.locale.language_code,
            }


def in_page_language(panel: Panel) -> Panel:
    """Return the tabs of a page type, as Wagtail makes them, marked with the page's language."""
    tabs = PageTabs(**panel.clone_kwargs()).bind_to_model(panel.model)
    with override(DEFAULT_LANGUAGE.code):
        _name_parts(tabs)
    return tabs


def _name_parts(panel: Panel) -> None:
    """Have the parts of a form named, for its HTML, while the language is that of the code.

    Wagtail makes these names of headings, and keeps those of whoever opens a form first: in
    Hebrew they came out empty.
    """
    if isinstance(panel, PanelGroup):
        _ = panel.child_identifiers
        for child in panel.children:
            _name_parts(child)
