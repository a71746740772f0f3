"""One row for each source, one cell for each language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.users.utils import get_deleted_user_display_name
from wagtail_localize.models import Translation

from cms.languages import LANGUAGES
from cms.translation.roles import may_write
from cms.translation.states import State, progress, translations


@dataclass(frozen=True)
class Cell:
    """A page in a language.

    Attributes:
        state: None for the source itself.
        percent: how much is translated; None where that does not say anything.
        who: who last saved or published it; empty where nobody did. That it took over what its
            source says does not count.
        when: when that was.
        address: where the user can go on with it; empty where they may not.
        desk: where they see what changed in it; empty where they may not, or there is no desk.
        take_up: where they make it a translation that has one; empty where they may not.
    """

    state: State | None
    percent: int | None = None
    who: str = ""
    when: datetime | None = None
    address: str = ""
    desk: str = ""
    take_up: str = ""


def locales() -> dict[str, Locale]:
    """Return the publication's locales by language code, in the languages' order."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    return {language.code: found[language.code] for language in LANGUAGES if language.code in found}


def fill_cells(rows: Iterable[Page], user: Any) -> list[Page]:
    """Give each source its ``cells``, by language code, in a constant number of queries.

    Args:
        rows: sources.
        user: who will see them.
    """
    rows = list(rows)
    spoken = locales()
    keys = [row.translation_key for row in rows]
    pages: Any = translations().filter(translation_key__in=keys)
    # Whether somebody may edit a page depends on its workflow, too.
    found = {
        (page.translation_key, page.locale_id): page
        for page in pages.prefetch_workflow_states().select_related(
            "latest_revision__user", "live_revision__user", "confirmation__made_by"
        )
    }
    done = progress(keys)
    kept = set(
        Translation.objects.filter(source__object__in=keys, enabled=True).values_list(
            "source__object_id", "target_locale_id"
        )
    )
    may_start = user.has_perm("wagtail_localize.submit_translation")
    writable = {locale.pk for locale in spoken.values() if may_write(user, locale)}
    sizes = Counter(key for key, _locale in found)
    for row in rows:
        row.cells = {}
        for code, locale in spoken.items():
            page = found.get((row.translation_key, locale.pk))
            if page is None:
                address = _start(row, code) if may_start and locale.pk in writable else ""
                is_due = row.live or sizes[row.translation_key] > 1
                state = State.MISSING if is_due else State.UNPUBLISHED
                row.cells[code] = Cell(state, address=address)
            elif page.pk == row.pk:
                row.cells[code] = _cell(page, user)
            else:
                state = State(page.state)
                percent = done.get((row.translation_key, locale.pk))
                is_kept = (row.translation_key, locale.pk) in kept
                if state == State.PROGRESS and is_kept:
                    percent = percent or 0
                elif state == State.LIVE:
                    percent = None
                cell = _cell(page, user, state=state, percent=percent)
                if not cell.address:
                    row.cells[code] = cell
                elif is_kept:
                    desk = reverse("translation_desk", args=(page.pk,))
                    row.cells[code] = replace(cell, desk=desk)
                elif may_start and page.content_type_id == row.content_type_id:
                    take_up = reverse("translation_take_up", args=(page.pk,))
                    row.cells[code] = replace(cell, take_up=take_up)
                else:
                    row.cells[code] = cell
    return rows


def _start(page: Page, code: str) -> str:
    address = reverse("wagtail_localize:submit_page_translation", args=(page.pk,))
    return f"{address}?{urlencode({'select_locale': code})}"


def _cell(
    page: Any,
    user: Any,
    *,
    state: State | None = None,
    percent: int | None = None,
) -> Cell:
    live = state in (None, State.LIVE, State.OUTDATED)
    revision = (page.live_revision if live else None) or page.latest_revision
    who = _name(revision)
    when = (page.last_published_at if live else None) or (revision and revision.created_at)
    confirmation = getattr(page, "confirmation", None) if live else None
    if confirmation is not None and confirmation.made_by is not None:
        who, when = _name_of(confirmation.made_by), confirmation.made_at
    may_edit = page.permissions_for_user(user).can_edit()
    address = reverse("wagtailadmin_pages:edit", args=(page.pk,)) if may_edit else ""
    return Cell(state, percent, who, when, address)


def _name(revision: Any) -> str:
    if revision is None or revision.user_id is None:
        return ""
    if revision.user is None:
        return str(get_deleted_user_display_name(user_id=revision.user_id))
    return _name_of(revision.user)


def _name_of(user: Any) -> str:
    return user.get_full_name() or user.get_username()  # type: ignore[no-any-return]
