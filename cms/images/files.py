"""A photo's file."""

import willow
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile


class PhotoFile(WagtailImageFieldFile):
    """A photo's file, measured upright.

    Cameras store a photo as the sensor saw it, and in its EXIF data how to turn it. Renditions are
    turned by Wagtail, so the photo's width and height are those after turning, too.
    """

    def get_image_dimensions(self) -> tuple[int, int]:
        was_closed = self.closed
        try:
            self.open()
            width, height = willow.Image.open(self).auto_orient().get_size()
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)
        return width, height


class PhotoFileField(WagtailImageField):
    """The model field of a photo's file."""

    attr_class = PhotoFile
