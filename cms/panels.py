"""Panels for rows with a column per language."""

from django.utils.functional import Promise
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.languages import LANGUAGES


def per_language_panel(name: str, heading: str | Promise) -> FieldRowPanel:
    """Put a field's languages side by side, each input in its own language and direction.

    Args:
        name: the field's name in the model (``"tagline"``).
        heading: what stands above the row.
    """
    return FieldRowPanel(
        [
            FieldPanel(
                f"{name}_{language.code}",
                heading=language.name,
                attrs={"lang": language.code, "dir": language.direction},
            )
            for language in LANGUAGES
        ],
        heading=heading,
    )
