"""The texts in a picture's file: what photographers and agencies write there.

XMP is asked first, which knows languages; then IPTC, then EXIF, which know none: what they say is
taken to be in the publication's first language.
"""

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from defusedxml import DefusedXmlException, ElementTree
from PIL import ExifTags, Image, ImageFile, IptcImagePlugin

from cms.editing.bidi import without_bidi_controls
from cms.languages import DEFAULT_LANGUAGE, LANGUAGES

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_IPTC_CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class _Places(NamedTuple):
    """Where a text may stand, the best place first."""

    xmp: tuple[str, ...]
    iptc: tuple[int, ...]
    exif: tuple[int, ...]


_PLACES = {
    "title": _Places((f"{_DC}title", f"{_PHOTOSHOP}Headline"), (5, 105), ()),
    "description": _Places((f"{_IPTC_CORE}AltTextAccessibility",), (), ()),
    "caption": _Places((f"{_DC}description",), (120,), (ExifTags.Base.ImageDescription,)),
    "credit": _Places(
        (f"{_PHOTOSHOP}Credit", f"{_DC}creator", f"{_DC}rights"),
        (110, 80, 116),
        (ExifTags.Base.Artist, ExifTags.Base.Copyright),
    ),
}


def read_texts(file: Any) -> dict[str, str]:
    """Return the texts in a picture's file by the photo's columns, such as ``caption_he``.

    ``title``, which is one for all languages, stands under its own name. What cannot be read is
    passed over: a picture is none the worse for it.
    """
    file.seek(0)
    try:
        with Image.open(file) as image:
            sources = [_xmp(image), _iptc(image), _exif(image)]
    finally:
        file.seek(0)
    texts: dict[str, str] = {}
    for name in _PLACES:
        for language, text in next((found[name] for found in sources if name in found), {}).items():
            texts.setdefault("title" if name == "title" else f"{name}_{language}", text)
    return texts


_Found = dict[str, dict[str, str]]


def _first(candidates: Iterable[dict[str, str]]) -> dict[str, str]:
    clean = ({code: _clean(text) for code, text in each.items()} for each in candidates)
    filled = ({code: text for code, text in each.items() if text} for each in clean)
    return next((each for each in filled if each), {})


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROLS.sub("", without_bidi_controls(text))).strip()


def _collect(texts: Iterator[tuple[str, dict[str, str]]]) -> _Found:
    return {name: found for name, found in texts if found}


def _xmp(image: Image.Image) -> _Found:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, str):
        packet = packet.encode()
    try:
        root = ElementTree.fromstring(packet.strip(b" \t\r\n\0"))
    except (ElementTree.ParseError, DefusedXmlException, ValueError):
        return {}
    properties: dict[str, dict[str, str]] = {}
    for about in root.iter(f"{_RDF}Description"):
        for name, value in about.attrib.items():
            properties[name] = {DEFAULT_LANGUAGE.code: value}
        for element in about:
            properties[element.tag] = _values(element)
    return _collect(
        (name, _first(properties.get(tag, {}) for tag in places.xmp))
        for name, places in _PLACES.items()
    )


def _values(element: Any) -> dict[str, str]:
    """Return what an XMP property says, by language."""
    items = list(element.iter(f"{_RDF}li"))
    if not items:
        return {DEFAULT_LANGUAGE.code: element.text or ""}
    if element.find(f"{_RDF}Alt") is None:
        names = [item.text.strip() for item in items if item.text]
        return {DEFAULT_LANGUAGE.code: ", ".join(names)}
    said = {item.get(_LANG, "x-default").lower(): item.text or "" for item in items}
    spoken = {tag.partition("-")[0]: text for tag, text in said.items() if tag != "x-default"}
    values = {each.code: spoken[each.code] for each in LANGUAGES if each.code in spoken}
    default = said.get("x-default", "")
    # Most programs repeat one of the languages as the default.
    if DEFAULT_LANGUAGE.code not in values and default not in values.values():
        values[DEFAULT_LANGUAGE.code] = default
    return values


def _iptc(image: ImageFile.ImageFile) -> _Found:
    records: dict[tuple[int, int], Any] = {}
    # It is a structure in a structure, and is often damaged.
    with contextlib.suppress(Exception):
        records = IptcImagePlugin.getiptcinfo(image) or {}
    return _collect(
        (name, _first({DEFAULT_LANGUAGE.code: _iptc_text(records, key)} for key in places.iptc))
        for name, places in _PLACES.items()
    )


def _iptc_text(records: dict[tuple[int, int], Any], key: int) -> str:
    found = records.get((2, key), b"")
    return ", ".join(_decode(each) for each in (found if isinstance(found, list) else [found]))


def _exif(image: Image.Image) -> _Found:
    tags: Any = {}
    with contextlib.suppress(Exception):
        tags = image.getexif()
    return _collect(
        (name, _first({DEFAULT_LANGUAGE.code: _exif_text(tags, tag)} for tag in places.exif))
        for name, places in _PLACES.items()
    )


def _exif_text(tags: Any, tag: int) -> str:
    """Return a tag's text. Pillow reads Latin-1, as the standard has it; programs write UTF-8."""
    value = tags.get(tag, "")
    if isinstance(value, str):
        with contextlib.suppress(UnicodeEncodeError):
            return _decode(value.encode("latin-1"))
        return value
    return _decode(value) if isinstance(value, bytes) else ""


def _decode(text: bytes) -> str:
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text.decode("latin-1")
