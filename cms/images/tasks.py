"""What is done with a photo after it was saved."""

from django_tasks import task

from cms.images.models import Photo
from cms.images.renditions import make_renditions


@task()
def make_photo_renditions(photo_id: int) -> None:
    """Make a photo's renditions and placeholder; a photo deleted meanwhile is passed over."""
    photo = Photo.objects.filter(pk=photo_id).first()
    if photo is not None:
        make_renditions(photo)
