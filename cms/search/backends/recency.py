"""A gentle preference for what is recent."""

from typing import Any

from django.db.models import (
    DateTimeField,
    Expression,
    F,
    FloatField,
    Func,
    OuterRef,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from wagtail.models import Page, get_page_models

#: What a page is worth more for each year by which it is younger.
A_YEAR = 0.02

_JANUARY_2000 = {"sqlite": "2451544.5", "postgresql": "946684800"}


class _YearsSince2000(Func):
    """The years from 2000 to a moment; none where there is no moment."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        years = f"(julianday(%(expressions)s) - {_JANUARY_2000['sqlite']}) / 365.25"
        template = f"coalesce(max(0.0, {years}), 0.0)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        seconds = f"extract(epoch FROM %(expressions)s) - {_JANUARY_2000['postgresql']}"
        template = f"coalesce(greatest(0, ({seconds}) / 31557600), 0)::double precision"
        return self.as_sql(compiler, connection, template=template, **context)


def with_recency(rank: Expression, model: Any) -> Any:
    """Return a rank of pages that prefers recent ones; that of anything else as it is.

    It grows with the date that a page bears, or else that of its publication, and knows nothing of
    today: the order of an answer does not change while it is kept.
    """
    if not issubclass(model, Page):
        return rank
    years = _YearsSince2000(_moment(model), output_field=FloatField())
    return rank * (Value(1.0) + Value(A_YEAR) * years)


def _moment(model: Any) -> Any:
    """Return when a page is from. Types with a date of their own name it in ``dated_by``."""
    moments: list[Any] = [F("first_published_at")]
    for each in get_page_models():
        name = getattr(each, "dated_by", None)
        if name and issubclass(model, each):
            return F(name)
        if name and issubclass(each, model):
            of_type = each._base_manager.filter(pk=OuterRef("pk")).values(name)
            moments.insert(0, Subquery(of_type, output_field=DateTimeField()))
    return Coalesce(*moments, output_field=DateTimeField()) if len(moments) > 1 else moments[0]
