"""From texts to files: which ones, and what they are called."""

from collections.abc import Iterator
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from cms.languages import LANGUAGES, Language
from cms.translation.interchange.documents import State
from cms.translation.interchange.formats import Format
from cms.translation.interchange.pages import PageTexts
from cms.translation.interchange.rows import RowTexts, shared_models
from cms.translation.interchange.texts import Texts


def export(
    language: Language,
    format_: Format,
    user: Any = None,
    *,
    section: Page | None = None,
    unfinished_only: bool = False,
    with_rows: bool = True,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of a file for every page and every model.

    Pages are those that were sent for translation into the language.

    Args:
        user: who exports them: what they may not change is left out; None for everything.
        section: a page in the source's language, for itself and those below it; None for all.
        unfinished_only: whether to leave out what is translated to its end.
        with_rows: whether to export what rows have in a column per language.
    """
    for texts in _chosen(language, user, section, with_rows):
        document = texts.document()
        states = {unit.state for unit in document.units}
        if states and not (unfinished_only and states == {State.TRANSLATED}):
            yield f"{texts.name}.{format_.EXTENSION}", format_.write(document)


def write_zip(target: IO[bytes], files: Iterator[tuple[str, bytes]]) -> int:
    """Put files into a zip file, and return how many there are."""
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
        return len(archive.namelist())


def _chosen(
    language: Language, user: Any, section: Page | None, with_rows: bool
) -> Iterator[Texts]:
    yield from map(PageTexts, _translations(language, user, section))
    if with_rows:
        for model in shared_models():
            for source in LANGUAGES:
                if source != language:
                    yield RowTexts(model, language, user, source)


def _translations(language: Language, user: Any, section: Page | None) -> Iterator[Translation]:
    translations = (
        Translation.objects.filter(
            enabled=True,
            target_locale__language_code=language.code,
            source__object__content_type=ContentType.objects.get_for_model(Page),
        )
        .select_related("source__locale", "target_locale")
        .order_by("source__object_repr", "pk")
    )
    pages = Page.objects.filter(locale__language_code=language.code)
    if user is not None:
        policy = policy_registry.get_by_type(Page)
        pages = pages & policy.instances_user_has_permission_for(user, "change")
    translations = translations.filter(source__object_id__in=pages.values("translation_key"))
    if section is not None:
        below = Page.objects.descendant_of(section, inclusive=True)
        translations = translations.filter(source__object_id__in=below.values("translation_key"))
    yield from translations.iterator(chunk_size=200)
