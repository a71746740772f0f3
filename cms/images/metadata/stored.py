"""Photos that were stored before Mosaic stripped them, or past it."""

from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from cms.images.metadata.strip import strip
from cms.images.models import Photo


def strip_stored(photo: Photo, *, write: bool = True) -> bool:
    """Store a photo's file anew without its metadata, where it has any.

    The file gets another name, so that no cache goes on giving the old one, which is deleted; so
    are its renditions, which are made again.

    Args:
        photo: as it is stored.
        write: False to look only.

    Returns:
        Whether there was anything to take out.

    Raises:
        OSError: when the file is not there, or is no picture.
    """
    with photo.open_file() as file:
        content = file.read()
    stripped = strip(content)
    if stripped == content:
        return False
    if write:
        old, storage = photo.file.name, photo.file.storage
        with transaction.atomic():
            photo.file.save(PurePath(old).name, ContentFile(stripped), save=False)
            photo._set_file_hash()
            photo.save()
            for rendition in photo.renditions.all():
                rendition.delete()
            transaction.on_commit(partial(storage.delete, old))
    return True
