"""All posts in the admin, whatever their language."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.models import Locale, WorkflowState

from blog.models import BlogPage
from blog.taxonomy import Author, Category


class PostFilters(PageFilterSet):
    """Language, category, author, and state, before what every list of pages has."""

    #: Posts have none.
    has_child_pages = None

    language = django_filters.ModelChoiceFilter(
        label=_("Language"),
        field_name="locale",
        queryset=lambda request: Locale.objects.all(),
    )
    category = django_filters.ModelChoiceFilter(
        label=_("Category"),
        field_name="categories",
        queryset=lambda request: Category.objects.order_by("name_en"),
    )
    author = django_filters.ModelChoiceFilter(
        label=_("Author"),
        field_name="author_links__author",
        queryset=lambda request: Author.objects.order_by("name_en"),
        distinct=True,
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            ("live", _("Live")),
            ("changed", _("Live, with a draft that is newer")),
            ("draft", _("Draft")),
            ("scheduled", _("Scheduled")),
            ("moderation", _("In moderation")),
        ],
        method="by_state",
    )

    class Meta:
        model = BlogPage
        fields: list[str] = []

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        filters = super().get_filters()
        first = ("language", "category", "author", "state")
        return {name: filters[name] for name in (*first, *filters)}

    def by_state(
        self, queryset: "QuerySet[BlogPage]", name: str, value: str
    ) -> "QuerySet[BlogPage]":
        conditions = {
            "live": Q(live=True),
            "changed": Q(live=True, has_unpublished_changes=True),
            "draft": Q(live=False),
            "scheduled": Q(pk__in=queryset.filter(_revisions__approved_go_live_at__isnull=False)),
            "moderation": Q(
                pk__in=queryset.filter(
                    # The other states are of pages that are known as pages alone.
                    _specific_workflow_states__status__in=[
                        WorkflowState.STATUS_IN_PROGRESS,
                        WorkflowState.STATUS_NEEDS_CHANGES,
                    ]
                )
            ),
        }
        return queryset.filter(conditions[value])


class PostsView(IndexView):
    """The list, the newest post first."""

    default_ordering = "-date"


class PostListingViewSet(PageListingViewSet):
    """The list, and its place in the menu."""

    model = BlogPage
    index_view_class = PostsView
    filterset_class = PostFilters
    icon = "doc-full-inverse"
    menu_label = _("Posts")
    menu_order = 240
    add_to_admin_menu = True
    columns = [
        *(each for each in IndexView.base_columns if each.name == "bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        DateColumn("date", label=_("Date"), sort_key="date"),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
        ),
        PageStatusColumn("status", label=_("State"), sort_key="live"),
    ]


posts = PostListingViewSet("posts")
