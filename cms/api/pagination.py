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
        if int(request.query_params.get("offset", 0)) > MAX_OFFSET:
            raise BadRequestError(f"offset cannot be higher than {MAX_OFFSET}")
        return page

    def part(self, request: Any) -> slice:
        """Return which part of a listing is asked for."""
        part: slice = self.paginate_queryset(_Nothing(), request)
        return part


class _Nothing:
    """What Wagtail's pagination takes a part of, and gives that part instead of its objects."""

    def count(self) -> int:
        return 0

    def __getitem__(self, part: slice) -> slice:
        return part
