"""Uploads: files on their way from a form to an import."""

import io
import lzma
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.translation.interchange.importing import MAX_BYTES, import_files
from cms.translation.interchange.models import Upload
from cms.translation.interchange.report import Report

#: Of all files together, when they are unpacked.
_MAX_TOTAL = 5 * MAX_BYTES
_MAX_FILES = 1000
#: Who has not decided until then has forgotten it.
_KEPT_FOR = timedelta(days=1)
#: What zipfile raises when an archive, or a file in it, is damaged, locked, or of an unknown kind.
_BROKEN = (
    BadZipFile,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    UnicodeDecodeError,
    lzma.LZMAError,
    zlib.error,
)


def keep(
    files: Iterable["UploadedFile[Any]"], user: Any, translation: Translation | None
) -> Upload:
    """Keep what a user uploaded, in the place of what they uploaded before.

    Args:
        files: PO and XLIFF files, and zip files of these.

    Raises:
        ValidationError: when a zip file is broken, or they are too large or too many.
    """
    archive = io.BytesIO()
    with ZipFile(archive, "w", ZIP_DEFLATED) as kept:
        size = 0
        for number, (name, data) in enumerate(_unpacked(files)):
            size += len(data)
            if size > _MAX_TOTAL or len(data) > MAX_BYTES or number >= _MAX_FILES:
                raise ValidationError(_too_large(name))
            # Two folders may have files of the same name.
            kept.writestr(f"{number}/{name}", data)
    old = Q(user=user) | Q(made_at__lt=timezone.now() - _KEPT_FOR)
    Upload.objects.filter(old).delete()
    return Upload.objects.create(user=user, translation=translation, archive=archive.getvalue())


def _too_large(name: str) -> str:
    return _(
        "Nothing was uploaded: “%(name)s” is too large, or all together are. A file may have "
        "%(most)d MB, all together %(total)d MB in %(count)d files."
    ) % {
        "name": name,
        "most": MAX_BYTES // 1024**2,
        "total": _MAX_TOTAL // 1024**2,
        "count": _MAX_FILES,
    }


def _unpacked(files: Iterable["UploadedFile[Any]"]) -> Iterator[tuple[str, bytes]]:
    """Yield what was uploaded: names, and contents, of which what is too large is cut off."""
    for file in files:
        name = str(file.name)
        if not name.lower().endswith(".zip"):
            if (file.size or 0) > MAX_BYTES:
                raise ValidationError(_too_large(name))
            yield name, file.read(MAX_BYTES + 1)
            continue
        try:
            with ZipFile(file) as archive:
                for entry in archive.infolist():
                    if not entry.is_dir():
                        with archive.open(entry) as unpacked:
                            data = unpacked.read(MAX_BYTES + 1)
                        yield entry.filename, data
        except _BROKEN as error:
            raise ValidationError(_("“%(name)s” is no zip file.") % {"name": name}) from error


def import_upload(upload: Upload, *, dry_run: bool) -> Report:
    """Import what was uploaded, or say only what would be done."""
    with _opened(upload) as files:
        return import_files(files, upload.user, dry_run=dry_run, only=upload.translation)


@contextmanager
def _opened(upload: Upload) -> Iterator[list[tuple[str, IO[bytes]]]]:
    with ExitStack() as stack:
        archive = stack.enter_context(ZipFile(io.BytesIO(upload.archive)))
        yield [
            (name.partition("/")[2], stack.enter_context(archive.open(name)))
            for name in archive.namelist()
        ]
