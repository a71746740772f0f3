"""Photos in a folder of this server."""

from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from cms.images.files import token_of


class PhotoFolder(FileSystemStorage):
    """A folder in which each photo has folders of its own, which go with the last file in them."""

    def delete(self, name: str) -> None:
        """Delete a file, and the folder that has its token when nothing else is in it."""
        super().delete(name)
        if token_of(name):
            with suppress(OSError):
                Path(self.path(name)).parent.rmdir()
