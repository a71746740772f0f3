"""What our blocks have in common: their HTML is made from what the API gives."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language as active_language
from wagtail import blocks

from cms.languages import DEFAULT_LANGUAGE, get_language
from cms.representation.references import Reading, represent
from cms.representation.registry import represent_block


class ReaderBlock(blocks.Block):
    """A block with a template that takes ``value``: its JSON, as in the API."""

    def render(self, value: Any, context: Any = None) -> SafeString:
        """Render the block by itself, for example in the block picker.

        Pages render their bodies with :mod:`cms.pages.templatetags.reader`, all blocks at once.
        """
        reading = Reading((context or {}).get("request"))
        language = get_language((active_language() or DEFAULT_LANGUAGE.code)[:2])
        [rendered] = represent(
            [self.get_prep_value(value)], represent_block(self), reading, language
        )
        return render_to_string(self.meta.template, {"value": rendered})
