"""The publication's photos."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from cms.images.files import PhotoFileField
from cms.languages import LANGUAGES
from cms.search.columns import searched


def per_language(*names: str) -> list[str]:
    """The names of the columns that modeltranslation makes of these fields, a field at a time."""
    return [f"{name}_{language.code}" for name in names for language in LANGUAGES]


class Photo(AbstractImage):
    """A photo, with the texts that go with it in every language.

    ``description`` is the alternative text, for those who do not see the picture.
    """

    file = PhotoFileField(
        _("file"), upload_to=get_upload_to, width_field="width", height_field="height"
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

    search_fields = [
        *AbstractImage.search_fields,
        *searched("description", "caption", "credit"),
    ]

    class Meta(AbstractImage.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")


class Rendition(AbstractRendition):
    """One of a photo's files in a given size and format."""

    image = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
