"""The base of every page."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.template.response import SimpleTemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as again
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.fields import StreamField
from wagtail.models import Page, ShowInMenusMixin
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from cms.blocks.body import BodyBlock
from cms.editing.content_language import in_page_language
from cms.pages.drafts import Drafted
from cms.pages.front_end import origin_at, to_front_end
from cms.pages.paths import canonical_slug
from cms.pages.preview import PreviewedOnFrontEnd
from cms.pages.reader import mark_read, read_page, site_of
from cms.pages.usage import index_uses
from cms.search.tasks import index_saved


class BasePage(PreviewedOnFrontEnd, Drafted, Page):
    """A page with an introduction and a body, given to readers as the API gives it.

    Its template finds the page's document, as in ``/api/v2/pages/{id}/``, as ``document``. What it
    reads beside that it names in ``reading_of(request).tags``, so that CDNs renew it in time; the
    pages that ``site_of(request).pages(…)`` gives are named already.
    """

    intro = models.TextField(
        _("introduction"),
        max_length=500,
        blank=True,
        help_text=_("The opening paragraph, also shown where the page is listed."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    noindex = models.BooleanField(
        _("hide from search engines"),
        default=False,
        help_text=_("They are asked not to list it; who has its address can still read it."),
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            ["slug", "seo_title", "search_description", "noindex"],
            heading=again("For search engines"),
        ),
        *ShowInMenusMixin.promote_panels,
    ]
    api_fields = ["intro", "body"]
    share_pictures = ["body"]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro", boost=2),
        index.SearchField("body"),
    ]
    #: Wagtail would have the index read it before its tags and authors are saved; see ``save``.
    search_auto_update = False

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """As in Wagtail, with a slug that is found in whichever way its path is written."""
        page: Any = self
        page.slug = page.slug and canonical_slug(page.slug)
        super().full_clean(*args, **kwargs)

    @cached_classmethod
    def get_edit_handler(cls) -> Panel:  # noqa: N805  it becomes a class method
        """As in Wagtail, but the form knows the page's language, whatever the editor speaks."""
        return in_page_language(super().get_edit_handler())

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """As in Wagtail; but indexes read the page when its tags and authors are saved, too."""
        saved = super().save(*args, **kwargs)
        index_saved(self, kwargs.get("update_fields"))
        index_uses(self)
        return saved

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context(request, *args, **kwargs),
            "document": read_page(self, request),
        }

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """As in Wagtail; what everybody may read is marked as such, or on the front end."""
        public = site_of(request)
        is_public = public.is_public(self)
        elsewhere = to_front_end(public.site, self.full_url) if is_public else None
        if elsewhere is not None:
            return elsewhere
        response = super().serve(request, *args, **kwargs)
        if response.status_code != HTTPStatus.OK or not is_public:
            return response

        def mark(finished: Any) -> Any:
            return mark_read(request, finished)

        if not isinstance(response, SimpleTemplateResponse):
            return mark(response)
        # Templates read, too: what all the answer depends on is known when it is rendered.
        response.add_post_render_callback(mark)
        return response

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> Any:
        """As in Wagtail, but nothing of the page reaches the form that asks for its password."""
        response = super().serve_password_required_response(request, form, action_url)
        response.context_data = {"form": form, "action_url": action_url}
        return response

    def get_url_parts(self, request: Any = None) -> Any:
        """As in Wagtail, but on the front end where there is one."""
        parts = super().get_url_parts(request)
        if parts is None or not parts[1]:
            return parts
        hostname = urlsplit(parts[1]).hostname or ""
        return (parts[0], origin_at(hostname, parts[1]), parts[2])

    def get_url(self, request: Any = None, current_site: Any = None) -> str | None:
        """As in Wagtail; a whole address where the page is on a front end."""
        parts = self.get_url_parts(request)
        if parts is not None and parts[1] in settings.FRONTEND_URLS.values():
            return f"{parts[1]}{parts[2]}"
        url: str | None = super().get_url(request, current_site)
        return url

    # Wagtail makes its property of its own method.
    url = property(get_url)
