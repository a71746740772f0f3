"""The home page, standard pages, and the site's own texts."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import HelpPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.pages.models import BasePage
from cms.panels import per_language_panel
from cms.reading import is_reading


class HomePage(BasePage):
    """The front page of one language, and the root of that language's tree."""

    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sections that other applications hang on the front page.

        Each ``home_page_sections`` hook takes the page and the request, and returns the HTML of
        a section, or "".
        """
        sections = [section(self, request) for section in hooks.get_hooks("home_page_sections")]
        return {**super().get_context(request, *args, **kwargs), "sections": sections}


class StandardPage(BasePage):
    """A page that stands by itself, such as “About us”."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


@register_setting(icon="site", order=100)
class SiteSettings(BaseSiteSetting):
    """What the publication says of itself, in every language."""

    name = models.CharField(_("name"), max_length=100)
    tagline = models.CharField(_("tagline"), max_length=255, blank=True)
    purpose = models.TextField(_("statement of purpose"), max_length=1000, blank=True)

    api_fields = ["name", "tagline", "purpose"]
    panels = [
        HelpPanel(_("What is empty in a language is shown in English.")),
        per_language_panel("name", _("Name")),
        per_language_panel("tagline", _("Tagline")),
        per_language_panel("purpose", _("Statement of purpose")),
    ]

    class Meta:
        verbose_name = _("publication")

    @classmethod
    def for_site(cls, site: Any) -> "SiteSettings":
        """As in Wagtail, but while a page is read no row is made: there is an empty one."""
        if not is_reading() or site is None:
            return super().for_site(site)  # type: ignore[no-any-return]
        return cls.objects.filter(site=site).first() or cls(site=site)
