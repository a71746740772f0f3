"""One row for each source, one cell for each language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.users.utils import get_deleted_user_display_name
from wagtail_localize.models import Translation

from cms.languages import LANGUAGES
from cms.translation.roles import root_pages
from cms.translation.states import State, progress, translations


@dataclass(frozen=True)
class Cell:
    """A page in a language.

    Attributes:
        state: None for the source itself.
        percent: how much is translated; None where that does not say anything.
        who: who last saved or published it; empty where nobody did.
        when: when that was.
        address: where the user can go on with it; empty where they may not.
        desk: where they see what changed in it; empty where they may not, or there is no desk.
    """

    state: State | None
    percent: int | None = None
    who: str = ""
    when: datetime | None = None
    address: str = ""
    desk: str = ""


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
            "latest_revision__user", "live_revision__user"
        )
    }
    done = progress(keys)
    kept = set(
        Translation.objects.filter(source__object__in=keys, enabled=True).values_list(
            "source__object_id", "target_locale_id"
        )
    )
    writable = {locale.pk for locale in spoken.values() if may_write(user, locale)}
    for row in rows:
        row.cells = {}
        for code, locale in spoken.items():
            page = found.get((row.translation_key, locale.pk))
            if page is None:
                start = user.has_perm("wagtail_localize.submit_translation")
                address = _start(row, code) if start and locale.pk in writable else ""
                row.cells[code] = Cell(State.MISSING, address=address)
            elif page.pk == row.pk:
                row.cells[code] = _cell(page, user)
            else:
                state = State(page.state)
                percent = done.get((row.translation_key, locale.pk))
                if state == State.PROGRESS:
                    percent = percent or 0
                elif state == State.LIVE:
                    percent = None
                row.cells[code] = _cell(
                    page,
                    user,
                    state=state,
                    percent=percent,
                    has_desk=(row.translation_key, locale.pk) in kept,
                )
    return rows


def may_write(user: Any, locale: Locale) -> bool:
    """Whether somebody may edit pages in a language."""
    return any(page.permissions_for_user(user).can_edit() for page in root_pages(locale))


def _start(page: Page, code: str) -> str:
    address = reverse("wagtail_localize:submit_page_translation", args=(page.pk,))
    return f"{address}?{urlencode({'select_locale': code})}"


def _cell(
    page: Any,
    user: Any,
    *,
    state: State | None = None,
    percent: int | None = None,
    has_desk: bool = False,
) -> Cell:
    live = state in (None, State.LIVE, State.OUTDATED)
    revision = (page.live_revision if live else None) or page.latest_revision
    may_edit = page.permissions_for_user(user).can_edit()
    return Cell(
        state,
        percent,
        _name(revision),
        (page.last_published_at if live else None) or (revision and revision.created_at),
        reverse("wagtailadmin_pages:edit", args=(page.pk,)) if may_edit else "",
        reverse("translation_desk", args=(page.pk,)) if may_edit and has_desk else "",
    )


def _name(revision: Any) -> str:
    if revision is None or revision.user_id is None:
        return ""
    user = revision.user
    if user is None:
        return str(get_deleted_user_display_name(user_id=revision.user_id))
    return user.get_full_name() or user.get_username()  # type: ignore[no-any-return]
