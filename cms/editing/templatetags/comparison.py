"""Which versions a comparison is of."""

from typing import Any

from django import template
from wagtail.models import Revision

register = template.Library()


@register.simple_tag
def version(row: Any, name: Any) -> Revision | None:
    """Return the revision that an address names; None for what is live.

    Args:
        row: what is compared.
        name: ``"live"``, ``"earliest"``, ``"latest"``, or a primary key, as in Wagtail's addresses.
    """
    revisions = row.revisions.order_by("created_at", "id").select_related("user")
    if name == "live":
        return None
    if name in ("earliest", "latest"):
        return revisions.first() if name == "earliest" else revisions.last()
    return revisions.filter(pk=name).first()
