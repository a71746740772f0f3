"""The blog: its index, and posts."""

from itertools import groupby
from typing import Any

from django.db import models
from django.db.models import Count
from django.db.models.functions import ExtractMonth, ExtractYear
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.models import Orderable, Page, PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from blog.cards import read_cards
from blog.json_ld import PostJsonLd
from blog.taxonomy import Author, Category
from cms.images.models import Photo
from cms.pages.filters import date_filter, slug_filter
from cms.pages.models import BasePage
from cms.pages.numbering import numbered_part
from cms.pages.reader import site_of
from cms.representation.compile import RepresentedField, through
from cms.search.columns import searched

__all__ = ["Author", "BlogIndexPage", "BlogPage", "Category"]

POSTS_PER_PAGE = 12


class BlogIndexPage(BasePage):
    """The list of all posts of one language, newest first."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.BlogPage"]

    class Meta:
        verbose_name = _("blog index")
        verbose_name_plural = _("blog indexes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        public = site_of(request)
        posts = public.pages(BlogPage, public.language_of(self)).child_of(self).newest_first()
        page = numbered_part(request, posts, POSTS_PER_PAGE)
        return {**context, "page_of_posts": page, "posts": read_cards(page.object_list, request)}


class BlogPageTag(TaggedItemBase):
    """That a post has a tag."""

    content_object = ParentalKey(
        "blog.BlogPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class BlogPageAuthor(Orderable):
    """That a post has an author, and in which place."""

    page = ParentalKey("blog.BlogPage", on_delete=models.CASCADE, related_name="author_links")
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="+", verbose_name=_("author")
    )

    panels = [FieldPanel("author")]


class RelatedPost(Orderable):
    """That a post leads on to another, and in which place."""

    page = ParentalKey("blog.BlogPage", on_delete=models.CASCADE, related_name="related_links")
    post = models.ForeignKey(
        "blog.BlogPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("post")
    )

    panels = [FieldPanel("post")]


class BlogPageQuerySet(PageQuerySet):
    """Posts."""

    def newest_first(self) -> "BlogPageQuerySet":
        """Order by date, and posts of one day by when they were first published."""
        return self.order_by("-date", "-first_published_at", "-pk")  # type: ignore[no-any-return]

    def per_month(self) -> list[dict[str, Any]]:
        """Count posts: ``{"year", "count", "months": [{"month", "count"}]}``, the latest first."""
        months = (
            self.order_by()
            .annotate(year=ExtractYear("date"), month=ExtractMonth("date"))
            .values("year", "month")
            .annotate(count=Count("pk"))
            .order_by("-year", "-month")
        )
        years = []
        for year, rows in groupby(months, key=lambda row: row["year"]):
            counts = [{"month": row["month"], "count": row["count"]} for row in rows]
            total = sum(month["count"] for month in counts)
            years.append({"year": year, "count": total, "months": counts})
        return years


class BlogPage(BasePage):
    """A post."""

    date = models.DateField(_("date"), default=timezone.localdate, db_index=True)
    lead_image = models.ForeignKey(
        Photo,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead photo"),
        help_text=_("Shown at the top of the post, and where it is listed or shared."),
    )
    categories = ParentalManyToManyField(
        Category, blank=True, related_name="posts", verbose_name=_("categories")
    )
    tags = ClusterTaggableManager(through=BlogPageTag, blank=True)
    comments_open = models.BooleanField(
        _("readers may comment"),
        default=True,
        help_text=_("Comments that are there stay. The settings may close all posts."),
    )

    objects = PageManager.from_queryset(BlogPageQuerySet)()

    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("lead_image"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("date"),
                MultipleChooserPanel(
                    "author_links", chooser_field_name="author", label=_("Authors")
                ),
                FieldPanel("categories"),
                FieldPanel("tags"),
            ],
            heading=_("About this post"),
        ),
        MultipleChooserPanel("related_links", chooser_field_name="post", label=_("Related posts")),
    ]
    settings_panels = [*BasePage.settings_panels, FieldPanel("comments_open")]
    api_fields = [
        "date",
        "intro",
        RepresentedField("authors", through("author_links", "author")),
        "categories",
        "tags",
        "lead_image",
        "body",
        RepresentedField("related_posts", through("related_links", "post", localized=True)),
    ]
    api_filters = [
        date_filter("date_from", "date__gte"),
        date_filter("date_to", "date__lte"),
        slug_filter("category", "categories__slug"),
        slug_filter("author", "author_links__author__slug"),
        slug_filter("tag", "tags__slug"),
    ]
    # In every language the source's; the photo may be another one, and texts are translated.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in ("date", "categories", "tagged_items", "author_links", "related_links")
    ]
    share_pictures = ["lead_image", "body"]
    dated_by = "date"
    json_ld = PostJsonLd()
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("date"),
        index.RelatedFields("categories", [index.FilterField("slug"), *searched("name")]),
        index.RelatedFields("author_links", [index.RelatedFields("author", searched("name"))]),
        index.RelatedFields("lead_image", searched("caption", "credit", "description")),
        index.RelatedFields("tags", [index.SearchField("name")]),
    ]

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add ``earlier``, ``later``, and ``related`` posts."""
        from blog.neighbours import read_neighbours  # noqa: PLC0415  which needs this class

        context = super().get_context(request, *args, **kwargs)
        return {**context, **read_neighbours(self, context["document"], request)}
