"""The form of a page says which language the page is in; editing/languages.js does the rest."""

from typing import Any

from wagtail.admin.panels import Panel, TabbedInterface


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
    return PageTabs(**panel.clone_kwargs()).bind_to_model(panel.model)
