"""A page with a field of every kind in its ``api_fields``."""

import datetime
from decimal import Decimal
from typing import Any, Literal

from django.db import models
from django.utils.functional import cached_property
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from rest_framework import serializers
from taggit.models import TaggedItemBase
from wagtail.api import APIField
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField, StreamField
from wagtail.images.api.fields import ImageRenditionField
from wagtail.models import Orderable, Page
from wagtail.snippets.models import register_snippet

from cms.images.models import Photo
from cms.images.sizes import declare_sizes
from cms.pages.models import BasePage
from tests.museum.blocks import ChaptersBlock, hands

#: A size that is shown without an ImageRenditionField.
POSTER = "max-70x70"
declare_sizes(POSTER)


@register_snippet
class Curator(models.Model):
    """A snippet, with a name in every language."""

    name = models.CharField(max_length=100)

    api_fields = ["name"]

    def __str__(self) -> str:
        return str(self.name)


class Material(models.Model):
    """What an exhibit is made of."""

    name = models.CharField(max_length=100)
    weight = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    api_fields = ["name", "weight"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MaterialSerializer(serializers.ModelSerializer):
    """Another way to give a material."""

    heavy = serializers.SerializerMethodField()

    class Meta:
        model = Material
        fields = ["name", "weight", "heavy"]

    def get_heavy(self, material: Material) -> bool:
        return (material.weight or 0) > 100


class NumberField(serializers.Field):
    """A serializer that says what it gives."""

    def to_representation(self, page: Any) -> dict[str, int | None]:
        return {"number": page.number}


class UnsaidField(serializers.Field):
    """A serializer that does not."""

    def to_representation(self, page):
        return [page.number, page.title]


class Era(models.TextChoices):
    OLD = "old"
    NEW = "new"


class CoverSerializer(serializers.ModelSerializer):
    """A photo, with a size of it that no page declares."""

    small = ImageRenditionField("fill-90x60", source="*")

    class Meta:
        model = Photo
        fields = ["title", "small"]


class ExhibitTag(TaggedItemBase):
    content_object = ParentalKey(
        "museum.ExhibitPage", on_delete=models.CASCADE, related_name="tagged_exhibits"
    )


class Loan(Orderable):
    """An orderable child."""

    page = ParentalKey("museum.ExhibitPage", on_delete=models.CASCADE, related_name="loans")
    lender = models.CharField(max_length=100)
    until = models.DateField(null=True, blank=True)
    curator = models.ForeignKey(Curator, on_delete=models.PROTECT, related_name="+")

    api_fields = ["lender", "until", "curator"]


class ExhibitPage(BasePage):
    number = models.IntegerField(null=True, blank=True)
    story = RichTextField(blank=True)
    curator = models.ForeignKey(
        Curator, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    materials = ParentalManyToManyField(Material, blank=True, related_name="exhibits")
    picture = models.ForeignKey(
        Photo, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    catalogue = models.ForeignKey(
        get_document_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    neighbour = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    tags = ClusterTaggableManager(through=ExhibitTag, blank=True)
    chapters = StreamField(ChaptersBlock(), blank=True)

    era = models.CharField(max_length=9, choices=Era, default=Era.OLD)
    shape = models.CharField(
        max_length=9, choices=[("Flat", [("square", "Square")]), ("ball", "Ball")], blank=True
    )
    floor = models.IntegerField(choices=[(0, "Ground"), (1, "First")], null=True, blank=True)
    side = models.CharField(max_length=9, choices=hands, default="left")

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    api_fields = [
        *BasePage.api_fields,
        "number",
        "story",
        "curator",
        "materials",
        "loans",
        "picture",
        APIField("thumbnail", serializer=ImageRenditionField("fill-120x80", source="picture")),
        "catalogue",
        "neighbour",
        "tags",
        "era",
        "shape",
        "floor",
        "side",
        "chapters",
        APIField("weights", serializer=MaterialSerializer(many=True, source="materials")),
        APIField("cover", serializer=CoverSerializer(source="picture")),
        APIField("label", serializer=NumberField(source="*")),
        APIField("unsaid", serializer=UnsaidField(source="*")),
        APIField("day", serializer=serializers.DateField(source="opened")),
        "opened",
        "poster",
        "value",
        "loudness",
        "anything",
    ]

    @property
    def opened(self) -> datetime.date | None:
        return None if self.number is None else datetime.date(1900 + self.number, 1, 1)

    @property
    def poster(self) -> str | None:
        return self.picture and self.picture.get_rendition(POSTER).url

    @cached_property
    def value(self) -> Decimal:
        return Decimal("12.50")

    def loudness(self) -> Literal["quiet", "loud"]:
        return "quiet"

    def anything(self):
        return {"of": ["any", "kind"]}
