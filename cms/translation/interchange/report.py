"""What an import did, or would do, text by text."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Outcome(Enum):
    """What became of a text."""

    TAKEN = "taken"
    #: Taken, but as what still has to be reviewed.
    UNFINISHED = "unfinished"
    UNCHANGED = "unchanged"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return str(_LABELS[self])


_LABELS = {
    Outcome.TAKEN: _("Taken"),
    Outcome.UNFINISHED: _("Taken as unfinished"),
    Outcome.UNCHANGED: _("Unchanged"),
    Outcome.REFUSED: _("Refused"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """What became of one text of a file.

    Attributes:
        id, label: the unit's.
        reason: why it was refused; ``""`` otherwise.
        before: the translation as it was; ``""`` where there was none.
        after: the translation in the file.
    """

    id: str
    label: str
    outcome: Outcome
    reason: str = ""
    source: str = ""
    before: str = ""
    after: str = ""


@dataclass(kw_only=True)
class FileReport:
    """What became of a file.

    Attributes:
        name: the file's.
        title: what it translates, as far as that is known.
        language: the code of the language that it translates into.
        defect: why nothing at all can be imported from it; ``""`` if something can.
    """

    name: str
    title: str = ""
    language: str = ""
    defect: str = ""
    lines: list[Line] = field(default_factory=list)

    @property
    def counts(self) -> dict[Outcome, int]:
        counted = Counter(line.outcome for line in self.lines)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def changes(self) -> int:
        """How many texts are another one now."""
        return self.counts[Outcome.TAKEN] + self.counts[Outcome.UNFINISHED]


@dataclass(kw_only=True)
class Report:
    """What became of the files of one import.

    Attributes:
        is_applied: whether it was done. It was not if it was a dry run, or if a file has a defect.
    """

    files: list[FileReport]
    is_applied: bool = False

    @property
    def is_possible(self) -> bool:
        return not any(file.defect for file in self.files)

    @property
    def changes(self) -> int:
        return sum(file.changes for file in self.files)
