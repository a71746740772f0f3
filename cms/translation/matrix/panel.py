"""The panel on the admin's front page: one bar for each language."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.ui.components import Component

from cms.languages import LANGUAGES, Language
from cms.translation.matrix.cells import locales
from cms.translation.matrix.report import PERMISSION
from cms.translation.matrix.shared import tally_rows
from cms.translation.states import State, tally


@dataclass(frozen=True)
class Part:
    """A part of a bar: the pages in one state."""

    state: State
    number: int
    address: str


@dataclass(frozen=True)
class Bar:
    """How far a language is.

    Attributes:
        parts: the pages by state; states without pages are left out.
        live: how many pages are live, out of date or not.
        pages: how many there are to translate.
        complete: how many shared rows lack nothing.
        rows: how many there are.
    """

    language: Language
    parts: list[Part]
    live: int
    pages: int
    complete: int
    rows: int


#: In the order in which they stand in a bar.
_ORDER = (State.LIVE, State.OUTDATED, State.REVIEW, State.PROGRESS, State.MISSING)


def bars() -> list[Bar]:
    """Return the bars of all languages, in a constant number of queries."""
    counts, rows, spoken = tally(), tally_rows(), locales()
    matrix = reverse("translation_matrix")
    found = []
    for language in LANGUAGES:
        if language.code not in spoken:
            continue
        states = counts.get(spoken[language.code].pk, {})
        parts = [
            Part(
                state,
                states[state],
                f"{matrix}?{urlencode({'language': language.code, 'state': state.value})}",
            )
            for state in _ORDER
            if states.get(state)
        ]
        live = states.get(State.LIVE, 0) + states.get(State.OUTDATED, 0)
        found.append(Bar(language, parts, live, sum(states.values()), *rows[language.code]))
    return found


class TranslationPanel(Component):
    """How far every language is, in bars and in figures."""

    name = "translations"
    template_name = "translation/panel.html"
    order = 150

    def __init__(self, request: Any) -> None:
        self._may_see = request.user.has_perm(PERMISSION)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self._may_see:
            return {"bars": []}
        return {"bars": bars(), "shared": reverse("translation_shared")}
