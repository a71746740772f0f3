"""The publication's photos."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, get_upload_to

from cms.images.files import (
    MAX_NAME,
    PhotoFileField,
    new_token,
    photo_storage,
    token_of,
    with_token,
)
from cms.images.sizes import warn_where_undeclared
from cms.languages import LANGUAGES
from cms.reading import is_reading
from cms.search.columns import searched


def per_language(*names: str) -> list[str]:
    """The names of the columns that modeltranslation makes of these fields, a field at a time."""
    return [f"{name}_{language.code}" for name in names for language in LANGUAGES]


class Photo(AbstractImage):
    """A photo, with the texts that go with it in every language.

    ``description`` is the alternative text, for those who do not see the picture.
    """

    file = PhotoFileField(
        _("file"),
        storage=photo_storage,
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    description = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        default="",
        help_text=_("What the photo shows, for those who do not see it."),
    )
    caption = models.CharField(
        _("caption"),
        max_length=500,
        blank=True,
        help_text=_("Stands below the photo: who or what it shows, where and when."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who took the photo, or whom it belongs to."),
    )
    placeholder = models.TextField(
        editable=False,
        blank=True,
        help_text=_("A tiny version of the photo as a data: address, shown while it loads."),
    )
    #: Since its files got their names; see ``rename_photos``.
    was_public = models.BooleanField(
        editable=False,
        default=True,
        db_default=True,
    )

    admin_form_fields = (
        "title",
        "file",
        "collection",
        *per_language("description", "caption", "credit"),
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    #: What the report of shared texts asks of every photo, in every language.
    wanted_texts = ("description", "caption")

    search_fields = [
        *AbstractImage.search_fields,
        *searched("description", "caption", "credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")

    def get_upload_to(self, filename: str) -> str:
        """As in Wagtail, in a folder of its own whose name nobody guesses."""
        return with_token(super().get_upload_to(filename), new_token(), MAX_NAME)

    def get_rendition(self, filter: Any) -> Any:  # noqa: A002  the name is Wagtail's
        """As :meth:`get_renditions`, for one of them."""
        if not is_reading():
            return super().get_rendition(filter)
        [rendition] = self.get_renditions(filter).values()
        return rendition

    def get_renditions(self, *filters: Any) -> dict[str, Any]:
        """As in Wagtail, but while a page is read the upload stands in for what is not made."""
        if not is_reading():
            return super().get_renditions(*filters)  # type: ignore[no-any-return]
        asked = (Filter(spec=each) if isinstance(each, str) else each for each in filters)
        wanted = [self.clean_filter_for_svg(each) for each in asked]
        made = self.find_existing_renditions(*wanted)
        return {each.spec: made[each] if each in made else self._upload(each) for each in wanted}

    def _upload(self, instead_of: Filter) -> "Rendition":
        """The upload itself as a rendition, which is not saved."""
        warn_where_undeclared(instead_of.spec)
        upload = Rendition(
            image=self,
            filter_spec=instead_of.spec,
            focal_point_key=instead_of.get_cache_key(self),
            file=self.file.name,
            width=self.width,
            height=self.height,
        )
        # Renditions may be stored elsewhere.
        upload.file.storage = self.file.storage
        return upload


class Rendition(AbstractRendition):
    """One of a photo's files in a given size and format."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    def get_upload_to(self, filename: str) -> str:
        """As in Wagtail, with the token of the photo's own file."""
        token = token_of(self.image.file.name) or new_token()
        return with_token(super().get_upload_to(filename), token, MAX_NAME)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
