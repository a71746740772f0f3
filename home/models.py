"""The home page, standard pages, and the site's own texts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.collections import in_public_collections
from cms.images.models import Photo
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
    share_picture = models.ForeignKey(
        Photo,
        verbose_name=_("share picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where somebody shares a page that has no photo of its own."),
    )

    api_fields = ["name", "tagline", "purpose"]
    panels = [
        HelpPanel(_("What is empty in a language is shown in English.")),
        per_language_panel("name", _("Name")),
        per_language_panel(
            "tagline", _("Tagline"), _("A line that says what the publication is about.")
        ),
        per_language_panel(
            "purpose", _("Statement of purpose"), _("A paragraph at the foot of every page.")
        ),
        FieldPanel("share_picture"),
    ]

    class Meta:
        verbose_name = _("publication")

    def clean(self) -> None:
        super().clean()
        photos = Photo.objects.filter(pk=self.share_picture_id)
        if photos.exists() and not in_public_collections(photos).exists():
            message = gettext("This photo is in a private collection: readers do not see it.")
            raise ValidationError({"share_picture": message})

    @classmethod
    def for_site(cls, site: Any) -> "SiteSettings":
        """As in Wagtail, but while a page is read no row is made: there is an empty one."""
        if not is_reading() or site is None:
            return super().for_site(site)  # type: ignore[no-any-return]
        return cls.objects.filter(site=site).first() or cls(site=site)
