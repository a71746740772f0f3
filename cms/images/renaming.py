"""New names for a photo's files: whoever was given the old ones has them no more."""

from functools import partial
from typing import Any

from django.db import transaction

from cms.images.files import MAX_NAME, token_after, with_token
from cms.images.models import Photo, Rendition


def rename(photo: Photo) -> None:
    """Move a photo's file and its renditions into folders of another token.

    A rendition whose file is not there is forgotten, and made again when it is wanted. An editor
    may have saved the photo, meanwhile, as it was before, with a name at which nothing is any more:
    the next time, the file is found where it was moved to.

    Args:
        photo: as it is stored.

    Raises:
        OSError: when its file is not there.
    """
    token = token_after(photo.file.name)
    with transaction.atomic():
        _move(photo, token)
        Photo.objects.filter(pk=photo.pk).update(was_public=False)
        for rendition in photo.renditions.all():
            try:
                _move(rendition, token)
            except FileNotFoundError:
                rendition.delete()
            else:
                transaction.on_commit(rendition.purge_from_cache)


def _move(row: Any, token: str) -> None:
    old, storage = row.file.name, row.file.storage
    name = f"{old.split('/')[0]}/{old.rpartition('/')[2]}"
    new = with_token(name, token, MAX_NAME)
    try:
        with storage.open(old) as content:
            new = storage.save(new, content)
    except FileNotFoundError:
        if not storage.exists(new):
            raise
    # Not save(): this is no change that an editor made, and what was made of the photo stays.
    model: type[Photo | Rendition] = type(row)
    model._base_manager.filter(pk=row.pk).update(file=new)
    transaction.on_commit(partial(storage.delete, old))
