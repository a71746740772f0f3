"""Static files, and what is uploaded: where it is kept, and what is taken."""

from typing import Any

from cms.environment import engines, values
from cms.environment.reading import SettingError, can_write, read
from cms.settings.database import DATABASES
from cms.settings.server import DEBUG, VAR_DIR

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
_FOLDER: dict[str, Any] = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
_BUCKET = read(
    "STORAGE_URL",
    engines.storage,
    "s3://KEY:SECRET@BUCKET, and where needed ?endpoint=, region= and address=, joined by &",
    None,
)
#: Whether uploads are in a folder of this server.
KEEPS_MEDIA = not _BUCKET
# Where all of it is elsewhere, the folder may be one that is only to be read.
_WRITTEN_TO = [
    *([MEDIA_ROOT if MEDIA_ROOT.exists() else VAR_DIR] if KEEPS_MEDIA else []),
    *([VAR_DIR] if DATABASES["default"]["NAME"] == str(VAR_DIR / "mosaic.sqlite3") else []),
]
if not all(map(can_write, _WRITTEN_TO)):
    raise SettingError("VAR_DIR cannot be written to; it takes a folder that can be written to.")
_S3 = {
    "file_overwrite": False,
    "signature_version": "s3v4",
    # What is larger passes through a temporary file, and not through memory.
    "max_memory_size": 8 * 1024 * 1024,
    **(_BUCKET or {}),
}
STORAGES: dict[str, dict[str, Any]] = {
    # Documents: an address is signed for whoever may have the file, and for five minutes.
    "default": {
        "BACKEND": "cms.bucket.Bucket",
        "OPTIONS": {**_S3, "custom_domain": None, "querystring_expire": 300},
    }
    if _BUCKET
    else _FOLDER,
    # Photos and their renditions: everybody may have them, and no name is used twice.
    "photos": {
        "BACKEND": "cms.bucket.Bucket",
        "OPTIONS": {
            **_S3,
            "querystring_auth": False,
            "object_parameters": {"CacheControl": "public, max-age=31536000, immutable"},
        },
    }
    if _BUCKET
    else {"BACKEND": "cms.images.folder.PhotoFolder"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

WAGTAILIMAGES_RENDITION_STORAGE = "photos"
WAGTAILIMAGES_IMAGE_MODEL = "images.Photo"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.images.forms.PhotoForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
#: Formats in which photos are kept beside their own.
PHOTO_FORMATS = read(
    "PHOTO_FORMATS",
    values.choices("avif", "webp"),
    "webp, avif, or both with a comma",
    ["webp"],
)

# Documents are served by a view that asks for permission, never as plain files. From a bucket, it
# leads to an address that is signed.
WAGTAILDOCS_SERVE_METHOD = "redirect" if _BUCKET else "serve_view"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
