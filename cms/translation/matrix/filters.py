"""What the matrix can be filtered by."""

from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.models import Page, get_page_content_types

from cms.languages import LANGUAGES
from cms.translation.matrix.cells import locales
from cms.translation.sources import sources
from cms.translation.states import State, sources_in

WEEK, MONTH, YEAR = timedelta(weeks=1), timedelta(days=30), timedelta(days=365)

#: How long ago a source changed: the lookup, and the time that it is held against.
AGES = {
    "week": ("gte", WEEK),
    "month": ("gte", MONTH),
    "older": ("lt", MONTH),
    "year": ("lt", YEAR),
}


def sections(request: Any) -> "QuerySet[Page]":
    """Return the sources that have pages below them, near the top of the tree."""
    return sources().filter(numchild__gt=0, depth__lte=4).order_by("path")


class SectionFilter(django_filters.ModelChoiceFilter):
    """A page and all below it."""

    def filter(self, queryset: "QuerySet[Page]", value: Page | None) -> "QuerySet[Page]":
        return queryset if value is None else queryset.filter(path__startswith=value.path)


class MatrixFilters(WagtailFilterSet):
    """Title, language, state, type, section, and how long ago the source changed."""

    title = django_filters.CharFilter(lookup_expr="icontains", label=_("Title"))
    language = django_filters.ChoiceFilter(
        label=_("Language"),
        choices=[(language.code, language.name) for language in LANGUAGES],
        method="leave",
    )
    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices, method="leave")
    content_type = ContentTypeFilter(
        label=_("Type"),
        queryset=lambda request: get_page_content_types(include_base_page_type=False),
    )
    section = SectionFilter(label=_("Section"), queryset=sections)
    age = django_filters.ChoiceFilter(
        label=_("Source changed"),
        choices=[
            ("week", _("within a week")),
            ("month", _("within a month")),
            ("older", _("more than a month ago")),
            ("year", _("more than a year ago")),
        ],
        method="by_age",
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def leave(self, queryset: Any, name: str, value: str) -> Any:
        """Language and state are one condition: see :meth:`filter_queryset`."""
        return queryset

    def by_age(self, queryset: Any, name: str, value: str) -> Any:
        lookup, age = AGES[value]
        return queryset.filter(**{f"changed_at__{lookup}": timezone.now() - age})

    def filter_queryset(self, queryset: Any) -> Any:
        queryset = super().filter_queryset(queryset)
        spoken = locales()
        code, state = self.form.cleaned_data["language"], self.form.cleaned_data["state"]
        chosen = [spoken[code]] if code in spoken else list(spoken.values())
        if state:
            return queryset.filter(sources_in(state, chosen))
        return queryset.exclude(locale=chosen[0]) if code else queryset
