"""PO, the format of GNU gettext: https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html

A unit's context (``msgctxt``) is its label and its id. What is unfinished is fuzzy.
"""

import re

import polib
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.translation.interchange.documents import (
    Document,
    InvalidFileError,
    State,
    Unit,
    read_length,
    tidy,
)

NAME = "PO"
EXTENSION = "po"
CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"

_NOT_UNDERSTOOD = gettext_lazy("The file is no PO file: line %(line)s is not understood.")
_BETWEEN = " | "
_LENGTH = "Maximum length: "
_HTML = "HTML: keep the tags."

#: What a line can be. polib passes over quotes that are missing, and takes a letter for them.
_LINE = re.compile(r'(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)[ \t]*)?"(\\.|[^"\\])*")?')

#: Where Python breaks lines, and PO does not.
_LINE_BREAKS = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def write(document: Document) -> bytes:
    """Return a document as a PO file."""
    changed = document.changed.strftime("%Y-%m-%d %H:%M%z") if document.changed else ""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": "Mosaic",
        "POT-Creation-Date": changed,
        "PO-Revision-Date": changed,
        "Last-Translator": "Mosaic",
        "Language-Team": document.target_language,
        "Language": document.target_language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": document.source_language,
        "X-Document": document.id,
        "X-Title": tidy(document.title).replace("\n", " "),
        "X-Address": document.address,
    }
    file.extend(_entry(unit) for unit in document.units)
    return str(file).encode() + b"\n"


def _entry(unit: Unit) -> polib.POEntry:
    comment = [
        *([unit.note] if unit.note else []),
        *([f"{_LENGTH}{unit.max_length}"] if unit.max_length is not None else []),
        *([_HTML] if unit.is_html else []),
    ]
    context = f"{unit.label}{_BETWEEN}{unit.id}"
    return polib.POEntry(
        msgctxt=context,
        msgid=unit.source,
        msgstr=unit.target,
        comment="\n".join(comment),
        previous_msgid=unit.previous_source or None,
        flags=["fuzzy"] if unit.state is State.UNFINISHED else [],
    )


def read(data: bytes) -> Document:
    """Return what a PO file holds.

    Raises:
        InvalidFileError: when it is no PO file of ours in UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidFileError(
            _("The file is not in UTF-8: its byte %(place)d cannot be read. Save it as UTF-8.")
            % {"place": error.start + 1}
        ) from error
    if "\0" in text:
        raise InvalidFileError(_("The file is no PO file: it holds null characters."))
    for number, line in enumerate(text.split("\n"), start=1):
        if not _LINE.fullmatch(line.strip()):
            raise InvalidFileError(_NOT_UNDERSTOOD % {"line": number})
    try:
        # Where a text is the name of a file, polib opens that; with a line break it is none.
        file = polib.pofile(_LINE_BREAKS.sub(" ", text) + "\n", encoding="utf-8")
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        found = re.search(r"line (\d+)", str(error))
        raise InvalidFileError(
            _NOT_UNDERSTOOD % {"line": found[1]} if found else _("The file is no PO file.")
        ) from error
    return _document(file)


def _document(file: polib.POFile) -> Document:
    charset = re.search(r"charset=([\w-]+)", file.metadata.get("Content-Type", "charset=UTF-8"))
    if charset and charset[1].upper() not in ("UTF-8", "ASCII", "CHARSET"):
        raise InvalidFileError(
            _("The file says that it is in %(charset)s. Save it as UTF-8.")
            % {"charset": charset[1]}
        )
    publication, _slash, key = file.metadata.get("X-Document", "").partition("/")
    if not key:
        raise InvalidFileError(
            _("The file was not made here: its header lacks “%(name)s”.") % {"name": "X-Document"}
        )
    return Document(
        publication=publication,
        key=key,
        source_language=file.metadata.get("X-Source-Language", ""),
        target_language=file.metadata.get("Language", ""),
        title=file.metadata.get("X-Title", ""),
        address=file.metadata.get("X-Address", ""),
        units=tuple(_unit(entry) for entry in file if not entry.obsolete),
    )


def _unit(entry: polib.POEntry) -> Unit:
    label, _between, identifier = (entry.msgctxt or "").rpartition(_BETWEEN)
    notes = entry.comment.splitlines()
    is_html = notes[-1:] == [_HTML]
    if is_html:
        notes.pop()
    max_length = None
    if notes and notes[-1].startswith(_LENGTH):
        max_length = read_length(notes[-1].removeprefix(_LENGTH))
        if max_length is not None:
            notes.pop()
    state = State.TRANSLATED if entry.msgstr.strip() else State.UNTRANSLATED
    return Unit(
        id=identifier,
        label=label,
        source=entry.msgid,
        target=entry.msgstr,
        state=State.UNFINISHED if entry.fuzzy else state,
        note="".join(notes),
        max_length=max_length,
        previous_source=entry.previous_msgid or "",
        is_html=is_html,
    )
