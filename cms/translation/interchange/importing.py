"""From files to translations: all of them in one transaction, or none."""

from collections.abc import Iterable
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue

from cms.editing.bidi import without_bidi_controls
from cms.languages import DEFAULT_LANGUAGE, Language, get_language
from cms.translation.interchange import formats
from cms.translation.interchange.documents import (
    Document,
    InvalidFileError,
    State,
    Unit,
    place_of,
    tidy,
)
from cms.translation.interchange.judging import find_defect
from cms.translation.interchange.pages import PageTexts
from cms.translation.interchange.report import FileReport, Line, Outcome, Report
from cms.translation.interchange.rows import RowTexts, shared_models
from cms.translation.interchange.texts import Texts, publication_id

#: More than the longest page has in all of its texts. What is larger is not read to its end.
MAX_BYTES = 10 * 1024**2


def import_files(
    files: Iterable[tuple[str, IO[bytes]]],
    user: Any = None,
    *,
    dry_run: bool = False,
    only: Translation | None = None,
) -> Report:
    """Take the translations that files bring.

    A text that is refused does not keep the others from being taken. A file that nothing can be
    imported from does: then nothing is imported from any.

    Args:
        files: their names, and themselves, open for reading.
        user: who imports them, and must be allowed to; None is who may all.
        dry_run: whether to say only what would be done.
        only: the translation that all files must be for; None for any.
    """
    with transaction.atomic():
        report = Report(files=[_import_file(name, file, user, only) for name, file in files])
        report.is_applied = report.is_possible and not dry_run
        if not report.is_applied:
            transaction.set_rollback(True)
    return report


def _import_file(name: str, file: IO[bytes], user: Any, only: Translation | None) -> FileReport:
    report = FileReport(name=name)
    try:
        data = _read(file)
        format_ = formats.recognise(data)
        document = format_.read(data)
        report.title, report.language = document.title, document.target_language
        texts = _find_texts(document, user)
        if only is not None and not _is_of(document, only):
            raise InvalidFileError(
                _("The file is for another page, or another language: “%(title)s”, %(language)s.")
                % {"title": document.title, "language": document.target_language}
            )
        refusal = texts.refusal(user)
        if refusal:
            raise InvalidFileError(refusal)
        report.lines = list(_take_units(document, texts, user, format_.NAME))
        if report.changes:
            texts.save(user)
    except InvalidFileError as error:
        report.defect = str(error)
    except ValidationError as error:
        report.defect = " ".join(error.messages)
    return report


def _read(file: IO[bytes]) -> bytes:
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InvalidFileError(
            _("The file is larger than %(most)d MB.") % {"most": MAX_BYTES // 1024**2}
        )
    return data


def _find_texts(document: Document, user: Any) -> Texts:
    """Return what a document has translations of.

    Raises:
        InvalidFileError: when this publication has no such thing, or not in these languages.
    """
    if document.publication != publication_id():
        raise InvalidFileError(_("The file is from another publication."))
    language = _language(document.target_language)
    if language is None:
        raise InvalidFileError(
            _("The publication has no language “%(code)s”.") % {"code": document.target_language}
        )
    kind, _slash, name = document.key.partition("/")
    texts: Texts | None = None
    if kind == "page":
        texts = _find_page(name, language.code)
    elif kind == "rows":
        models = [model for model in shared_models() if model._meta.label_lower == name]
        source = _language(document.source_language) or DEFAULT_LANGUAGE
        texts = RowTexts(models[0], language, user, source) if models else None
    if texts is None:
        raise InvalidFileError(
            _("Nothing here is translated by this file: there is no “%(title)s”.")
            % {"title": document.title or document.key}
        )
    source_language = texts.source_language
    if document.source_language not in ("", source_language):
        raise InvalidFileError(
            _("The file translates from “%(code)s”, and the texts are in “%(other)s”.")
            % {"code": document.source_language, "other": source_language}
        )
    if source_language == language.code:
        raise InvalidFileError(
            _("The file translates from “%(code)s” into the same language.")
            % {"code": language.code}
        )
    return texts


def _language(code: str) -> Language | None:
    try:
        return get_language(code)
    except LookupError:
        return None


def _find_page(key: str, code: str) -> PageTexts | None:
    try:
        UUID(key)
    except ValueError:
        return None
    of_page = Translation.objects.filter(source__object_id=key, enabled=True)
    translation = (
        of_page.filter(target_locale__language_code=code)
        .select_related("source__locale", "target_locale")
        .select_for_update(of=("self",))
        .first()
    )
    if translation is None and of_page.exists():
        raise InvalidFileError(
            _("The page was not sent for translation into “%(code)s”.") % {"code": code}
        )
    return PageTexts(translation) if translation else None


def _is_of(document: Document, translation: Translation) -> bool:
    return (
        document.key == f"page/{translation.source.object_id}"
        and document.target_language == translation.target_locale.language_code
    )


def _take_units(document: Document, texts: Texts, user: Any, tool: str) -> Iterable[Line]:
    current = {unit.id: unit for unit in texts.document().units}
    places = {place_of(identifier) for identifier in current}
    seen: set[str] = set()
    for sent in document.units:
        unit = current.get(sent.id)
        text = without_bidi_controls(tidy(sent.target))
        if unit is not None and sent.is_html and not unit.is_html:
            text = StringValue(text).render_text()
        if sent.id in seen:
            outcome, reason = Outcome.REFUSED, _("It stands in the file twice.")
        elif unit is None:
            outcome, reason = Outcome.REFUSED, _why_unknown(sent, texts, places)
        else:
            outcome, reason = _judge(unit, text, sent.state, texts)
        seen.add(sent.id)
        if unit is not None and outcome in (Outcome.TAKEN, Outcome.UNFINISHED):
            is_finished = outcome is Outcome.TAKEN
            texts.take(unit, text, is_finished=is_finished, user=user, tool=tool)
        yield Line(
            id=sent.id,
            label=unit.label if unit else sent.label,
            outcome=outcome,
            reason=reason,
            source=unit.source if unit else sent.source,
            before=unit.target if unit else "",
            after=text,
        )


def _why_unknown(sent: Unit, texts: Texts, places: set[str]) -> str:
    if not sent.id:
        return _("It has no id.")
    if not sent.id.startswith(f"{texts.key}/"):
        return _("It belongs to another page.")
    if place_of(sent.id) in places:
        return _("The source has changed since the file was made.")
    return _("There is no text with this id.")


def _judge(unit: Unit, text: str, state: State, texts: Texts) -> tuple[Outcome, str]:
    """Return what becomes of a text, and if it is refused, why."""
    is_finished = state is State.TRANSLATED
    if not text.strip() or (text == unit.target and state in (unit.state, State.UNFINISHED)):
        return Outcome.UNCHANGED, ""
    if unit.state is State.TRANSLATED and not is_finished:
        return Outcome.REFUSED, _("It is marked as unfinished, and there is a finished text.")
    if not is_finished and not texts.has_drafts:
        return Outcome.REFUSED, _("It is marked as unfinished, and would be public at once.")
    defect = find_defect(unit, text)
    if defect:
        return Outcome.REFUSED, defect
    return Outcome.TAKEN if is_finished else Outcome.UNFINISHED, ""
