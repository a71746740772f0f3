"""The form in which a photo is described."""

from typing import Any

from wagtail.images.forms import BaseImageForm

from cms.languages import LANGUAGES


class PhotoForm(BaseImageForm):
    """Wagtail's form, with each text input in its own language and direction."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in LANGUAGES:
            for name, field in self.fields.items():
                if name.endswith(f"_{language.code}"):
                    field.widget.attrs.update(lang=language.code, dir=language.direction)
