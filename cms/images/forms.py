"""The form in which photos are uploaded and edited."""

import re
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from modeltranslation.manager import get_translatable_fields_for_model
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.images.metadata.texts import read_texts
from cms.languages import LANGUAGES
from cms.panels import write_in


class PhotoUploadField(WagtailImageField):
    """A picture that can be decoded to its end. Wagtail's own field lets a broken one raise."""

    def to_python(self, data: Any) -> Any:
        if data:
            self.check_image_file_size(data)  # before it is read, and Wagtail's after it
        return super().to_python(data)

    def check_image_pixel_size(self, f: Any) -> None:
        try:
            self._check_announced_size(f)
            super().check_image_pixel_size(f)
            f.image.auto_orient()
        except ValidationError:
            raise
        except Exception as error:  # each format's decoder has exceptions of its own
            raise ValidationError(
                self.error_messages["invalid_image"], code="invalid_image"
            ) from error

    def _check_announced_size(self, f: Any) -> None:
        """Refuse what says itself that it is too large, before any memory is given to it."""
        f.seek(0)
        try:
            width, height = Image.open(f).size
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return  # Wagtail's field has words for this.
        if self.max_image_pixels is not None and width * height > self.max_image_pixels:
            raise ValidationError(
                self.error_messages["file_too_many_pixels"]
                % {"num_pixels": width * height, "max_pixels_count": self.max_image_pixels},
                code="file_too_many_pixels",
            )


class PhotoForm(BaseImageForm):
    """Wagtail's form, with our field for the file, and each text in its own language.

    Texts that an editor leaves empty are taken from the file, where it has them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (file := self.fields.get("file")) is not None:
            self.fields["file"] = PhotoUploadField(label=file.label, widget=file.widget)
        for text in get_translatable_fields_for_model(self._meta.model) or []:
            for language in LANGUAGES:
                if (field := self.fields.get(f"{text}_{language.code}")) is not None:
                    write_in(language, field)
                    if language != LANGUAGES[0]:
                        field.help_text = ""  # the three stand side by side

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        file = cleaned.get("file")
        if file and "file" in self.changed_data:
            for name, text in read_texts(file).items():
                if not cleaned.get(name) or (name == "title" and _is_name_of(cleaned[name], file)):
                    limit = self._meta.model._meta.get_field(name).max_length
                    cleaned[name] = text[:limit]
        return cleaned


def _is_name_of(title: str, file: Any) -> bool:
    """Whether a title is what the admin makes of the file's name."""
    return _letters(PurePath(title).stem) == _letters(PurePath(file.name).stem)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
