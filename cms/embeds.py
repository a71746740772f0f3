"""What providers say of embedded media, such as a video's title."""

from typing import Any

from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.oembed import OEmbedFinder

from cms.reading import is_reading


class SavedOnlyFinder(OEmbedFinder):
    """Wagtail's finder, which asks nobody while a page is read: what is not known is not shown."""

    def find_embed(self, *args: Any, **options: Any) -> Any:
        if is_reading():
            raise EmbedNotFoundException
        return super().find_embed(*args, **options)
