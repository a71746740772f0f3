"""What a translator wrote at the desk: taken text by text, or refused with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from cms.editing.bidi import without_bidi_controls
from cms.translation.desk.segments import key_of, version_of
from cms.translation.interchange.documents import State, Unit, tidy
from cms.translation.interchange.judging import find_defect
from cms.translation.interchange.pages import PageTexts

#: What the form's fields are called, each before the key of a segment.
TEXT, VERSION = "text:", "version:"


@dataclass
class Outcome:
    """What became of what was written.

    Attributes:
        taken: how many texts are another one now, or confirmed.
        refused: by key of the segment: the text, and why.
        lost: texts whose source is no longer there.
        defect: why nothing at all was taken; ``""`` otherwise.
    """

    taken: int = 0
    refused: dict[str, tuple[str, str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    defect: str = ""

    @property
    def is_complete(self) -> bool:
        return not (self.refused or self.lost or self.defect)


def read(data: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a form that was sent, by key."""
    return {
        name.removeprefix(TEXT): without_bidi_controls(tidy(text))
        for name, text in data.items()
        if name.startswith(TEXT)
    }


def take(translation: Translation, data: Mapping[str, str], user: Any) -> Outcome:
    """Take what was written: the texts that were changed, and the one that was confirmed.

    Args:
        data: of the form: texts and versions by key, and the key to ``confirm``.
    """
    try:
        with transaction.atomic():
            # Whoever else writes into this page waits until this is done.
            Translation.objects.select_for_update().get(pk=translation.pk)
            return _take(PageTexts(translation), data, user)
    except ValidationError as error:
        return Outcome(
            refused={key: (text, "") for key, text in read(data).items()},
            defect=" ".join(error.messages),
        )


def _take(texts: PageTexts, data: Mapping[str, str], user: Any) -> Outcome:
    outcome = Outcome()
    units = {key_of(unit): unit for unit in texts.document().units}
    for key, text in read(data).items():
        unit = units.get(key)
        shown = data.get(VERSION + key, "")
        is_changed, is_confirmed = version_of(text) != shown, data.get("confirm") == key
        if unit is None:
            if is_changed and text:
                outcome.lost.append(text)
        elif (is_changed or is_confirmed) and not _says_that(unit, text):
            defect = _find_defect(unit, text, shown)
            if defect:
                outcome.refused[key] = text, defect
            else:
                texts.take(unit, text, is_finished=True, user=user, tool="")
                outcome.taken += 1
    if outcome.taken:
        texts.save(user)
    return outcome


def _says_that(unit: Unit, text: str) -> bool:
    return unit.state is State.TRANSLATED and text == unit.target


def _find_defect(unit: Unit, text: str, shown: str) -> str:
    if version_of(unit.target) != shown:
        return _("Somebody has written this meanwhile: “%(text)s”. Save again to replace it.") % {
            "text": unit.target
        }
    if not text.strip():
        return _("It is empty.")
    return find_defect(unit, text)
