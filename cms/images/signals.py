"""A saved photo gets its renditions, so that reading never has to make one."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.images.models import Photo
from cms.images.sizes import sizes_of
from cms.images.tasks import make_photo_renditions
from cms.tasks.after import after_commit


@receiver(post_save, sender=Photo)
def enqueue_renditions(instance: Photo, raw: bool = False, **kwargs: Any) -> None:
    """After the photo is safely stored, have its renditions made."""
    if not raw:
        after_commit(make_photo_renditions, instance.pk)


@receiver(post_save)
def enqueue_declared_sizes(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """The same for a photo that is shown in a size which was declared after it was uploaded."""
    photos = {size.photo.attname for size in sizes_of(sender) if size.photo and not raw}
    for photo_id in {getattr(instance, name) for name in photos} - {None}:
        after_commit(make_photo_renditions, photo_id)
