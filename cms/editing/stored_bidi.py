"""No invisible controls of direction in what is stored, whoever writes it.

Forms and files have been freed of them where they come in; an import, a script, or an application
of somebody else's may save what it likes.
"""

import json
import re
from functools import cache
from typing import Any

from django.db.models import CharField, JSONField, Model, TextField
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.fields import StreamField

from cms.editing.bidi import without_bidi_controls

#: The controls as JSON may write them.
_ESCAPED = re.compile(r"\\u20(?:2[a-e]|6[6-9])", re.IGNORECASE)


@receiver(pre_save)
def _clean_row(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """Clean the texts of a row before it is saved; a draft of a page is a row, too."""
    texts, streams, documents = _fields(sender)
    for name in texts:
        # Not with getattr(): that would ask for what is deferred, and give another language's.
        value = instance.__dict__.get(name)
        if isinstance(value, str) and (clean := without_bidi_controls(value)) != value:
            instance.__dict__[name] = clean
    for name in streams:
        if name in instance.__dict__:
            raw = getattr(instance, name).get_prep_value()
            if (clean_raw := _cleaned(raw)) != raw:
                setattr(instance, name, sender._meta.get_field(name).to_python(clean_raw))  # type: ignore[union-attr]
    for name in documents:
        if name in instance.__dict__:
            document = instance.__dict__[name]
            if (clean_document := _cleaned(document)) != document:
                instance.__dict__[name] = clean_document


@cache
def _fields(model: type[Model]) -> tuple[list[str], list[str], list[str]]:
    """The names of a model's texts, streams, and JSON documents."""
    found: tuple[list[str], list[str], list[str]] = ([], [], [])
    kinds: tuple[Any, ...] = ((CharField, TextField), StreamField, JSONField)
    for field in model._meta.concrete_fields:
        for names, kind in zip(found, kinds, strict=True):
            if isinstance(field, kind):
                names.append(field.attname)
    return found


def _cleaned(value: Any) -> Any:
    """Return a document with clean texts. Streams in a draft are documents within texts."""
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_cleaned(each) for each in value]
    if not isinstance(value, str):
        return value
    if value.startswith("[") and _ESCAPED.search(value):
        try:
            return json.dumps(_cleaned(json.loads(value)))
        except ValueError:
            pass
    return without_bidi_controls(value)
