"""What the admin changes without saving it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.images import get_image_model

from cms.search.signals import index_what_shows


@hooks.register("after_bulk_action")
def index_after_moving_photos(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> None:
    """Wagtail moves many photos into another collection at once, and sends no signal."""
    if action_type == "add_to_collection":
        index_what_shows(each.pk for each in objects if isinstance(each, get_image_model()))
