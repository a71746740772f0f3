"""``limit`` and ``offset``."""

from typing import Any

from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError

#: Larger offsets overflow a database's integers, and no listing is that long.
MAX_OFFSET = 2**31 - 1


class Pagination(WagtailPagination):
    """Wagtail's pagination, with an upper bound for ``offset``."""

    def paginate_queryset(self, queryset: Any, request: Any, view: Any = None) -> Any:
        page = super().paginate_queryset(queryset, request, view)
        if int(request.GET.get("offset", 0)) > MAX_OFFSET:
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return page
