"""XLIFF 1.2, strict: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html

Defused, so that no file can name another one, or grow while it is read.
"""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, ParseError, SubElement

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as DefusedElementTree
from django.utils.translation import gettext as _

from cms.translation.interchange.documents import (
    Document,
    InvalidFileError,
    State,
    Unit,
    read_length,
)
from cms.translation.interchange.markup import NAMESPACE, to_html, to_inline

NAME = "XLIFF"
EXTENSION = "xliff"
CONTENT_TYPE = "application/xliff+xml"

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

#: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html#state
_WRITTEN = {
    State.UNTRANSLATED: "needs-translation",
    State.UNFINISHED: "needs-review-translation",
    State.TRANSLATED: "translated",
}
_FINISHED = ("translated", "final", "signed-off")

#: The encoding that an XML declaration names. One that is itself in UTF-16 is not found by this.
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")


def write(document: Document) -> bytes:
    """Return a document as an XLIFF file."""
    ElementTree.register_namespace("", NAMESPACE[1:-1])
    root = Element(f"{NAMESPACE}xliff", version="1.2")
    file = SubElement(
        root,
        f"{NAMESPACE}file",
        {
            "original": document.id,
            "source-language": document.source_language,
            "target-language": document.target_language,
            "datatype": "html",
            "product-name": document.title,
        },
    )
    if document.changed:
        file.set("date", document.changed.isoformat(timespec="seconds"))
    header = SubElement(file, f"{NAMESPACE}header")
    if document.address:
        reference = SubElement(header, f"{NAMESPACE}reference")
        SubElement(reference, f"{NAMESPACE}external-file", href=document.address)
    body = SubElement(file, f"{NAMESPACE}body")
    for unit in document.units:
        _add_unit(body, unit, document)
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _add_unit(body: Element, unit: Unit, document: Document) -> None:
    element = SubElement(
        body,
        f"{NAMESPACE}trans-unit",
        {
            "id": unit.id,
            "resname": unit.label,
            "datatype": "html" if unit.is_html else "plaintext",
            _SPACE: "preserve",
        },
    )
    if unit.max_length is not None:
        element.set("maxwidth", str(unit.max_length))
        element.set("size-unit", "char")
    source = SubElement(element, f"{NAMESPACE}source", {_LANGUAGE: document.source_language})
    _fill(source, unit.source, unit)
    target = SubElement(element, f"{NAMESPACE}target", {_LANGUAGE: document.target_language})
    target.set("state", _WRITTEN[unit.state])
    _fill(target, unit.target, unit)
    group = SubElement(element, f"{NAMESPACE}context-group", purpose="location")
    context = SubElement(group, f"{NAMESPACE}context", {"context-type": "x-field"})
    context.text = unit.label
    if unit.note:
        note = SubElement(element, f"{NAMESPACE}note", {"from": "developer"})
        note.text = unit.note
    if unit.previous_source:
        previous = SubElement(
            element, f"{NAMESPACE}alt-trans", alttranstype="previous-version", origin="Mosaic"
        )
        before = SubElement(previous, f"{NAMESPACE}source", {_LANGUAGE: document.source_language})
        _fill(before, unit.previous_source, unit)
        after = SubElement(previous, f"{NAMESPACE}target", {_LANGUAGE: document.target_language})
        _fill(after, unit.target, unit)


def _fill(element: Element, text: str, unit: Unit) -> None:
    if unit.is_html:
        to_inline(text, element)
    else:
        element.text = text


def read(data: bytes) -> Document:
    """Return what an XLIFF file holds.

    Raises:
        InvalidFileError: when it is no XLIFF 1.2 file of ours in Unicode, or has a document type.
    """
    declared = _DECLARED.match(data)
    if declared and declared[1].upper() not in (b"UTF-8", b"US-ASCII"):
        # In a code page every byte is a letter: that it is the wrong one nobody would notice.
        raise InvalidFileError(
            _("The file says that it is in %(charset)s. Save it as UTF-8.")
            % {"charset": declared[1].decode("ascii", "replace")}
        )
    try:
        root = DefusedElementTree.fromstring(data, forbid_dtd=True)
        return _document(root)
    except DefusedXmlException as error:
        raise InvalidFileError(
            _("The file has a document type, or entities of its own, which no XLIFF file needs.")
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        line = getattr(error, "position", (0,))[0]
        raise InvalidFileError(
            _("The file is broken: line %(line)d is not understood.") % {"line": line}
            if line
            else _("The file is broken.")
        ) from error
    except RecursionError as error:
        raise InvalidFileError(_("The file has too many tags inside each other.")) from error


def _document(root: Element) -> Document:
    if root.tag != f"{NAMESPACE}xliff" or root.get("version") != "1.2":
        raise InvalidFileError(_("The file is no XLIFF 1.2 file."))
    files = root.findall(f"{NAMESPACE}file")
    if len(files) != 1:
        raise InvalidFileError(
            _("The file holds %(count)d documents; give each a file of its own.")
            % {"count": len(files)}
        )
    [file] = files
    publication, _slash, key = file.get("original", "").partition("/")
    if not key:
        raise InvalidFileError(
            _("The file was not made here: its header lacks “%(name)s”.") % {"name": "original"}
        )
    address = file.find(f".//{NAMESPACE}external-file")
    return Document(
        publication=publication,
        key=key,
        source_language=file.get("source-language", ""),
        target_language=file.get("target-language", ""),
        title=file.get("product-name", ""),
        address="" if address is None else address.get("href", ""),
        units=tuple(_unit(element) for element in file.iter(f"{NAMESPACE}trans-unit")),
    )


def _unit(element: Element) -> Unit:
    source = element.find(f"{NAMESPACE}source")
    # Tools may leave the type out; inline elements say it, too.
    datatype = element.get("datatype", "html" if source is not None and len(source) else "")
    is_html = datatype == "html"
    target = element.find(f"{NAMESPACE}target")
    text = _text(target, is_html)
    return Unit(
        id=element.get("id", ""),
        label=element.get("resname", ""),
        source=_text(source, is_html),
        target=text,
        state=_state(target, text),
        note=_text(element.find(f"{NAMESPACE}note"), False),
        max_length=read_length(element.get("maxwidth", "")),
        previous_source=_text(
            element.find(
                f"{NAMESPACE}alt-trans[@alttranstype='previous-version']/{NAMESPACE}source"
            ),
            is_html,
        ),
        is_html=is_html,
    )


def _state(target: Element | None, text: str) -> State:
    """Return how far a target is translated; one without a state is what somebody wrote."""
    if target is None or not text.strip():
        return State.UNTRANSLATED
    return State.TRANSLATED if target.get("state", "translated") in _FINISHED else State.UNFINISHED


def _text(element: Element | None, is_html: bool) -> str:
    if element is None:
        return ""
    return to_html(element) if is_html else "".join(element.itertext())
