"""The picture that a publication's pages are shared with where they have none of their own."""

from functools import cached_property

from cms.images.models import Photo
from cms.representation.base import Representation
from cms.representation.compile import point_at
from cms.representation.relations import Attribute
from home.publication import OfPublication


class SharePicture(OfPublication):
    """The photo that was chosen in the publication's settings, or null. ``raw`` is the page."""

    @cached_property
    def said(self) -> Representation:
        # Not before it is needed: models are translated only after this module is loaded.
        return Attribute("share_picture_id", point_at(Photo))
