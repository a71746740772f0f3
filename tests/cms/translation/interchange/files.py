"""What tests of files share: making one of a page, translating it, and importing it."""

import dataclasses
import io
from collections.abc import Callable
from typing import Any

from wagtail.models import Page

from cms.translation.interchange.documents import Document, State, Unit
from cms.translation.interchange.formats import FORMATS
from cms.translation.interchange.importing import import_files
from cms.translation.interchange.pages import PageTexts
from cms.translation.interchange.report import FileReport, Line, Report
from tests.cms.translation.translating import translation

LINKED = 'ב-<b>1948</b> החביאו <a id="a1">את כל <i>שלושת</i> המכתבים</a>.<br/>איש לא ידע &amp; שאל.'


def document(page: Page, code: str = "he") -> Document:
    """The texts of a page, as they are exported."""
    return PageTexts(translation(page, code)).document()


def unit(found: Document, label: str, number: int = 0) -> Unit:
    """The text of a document whose label ends so; of several, one of them."""
    units = [each for each in found.units if each.label.endswith(label)]
    return units[number]


def changed(found: Document, *units: Unit, **fields: Any) -> Document:
    """A document with other fields, and with other units in the place of those with their ids."""
    others = {each.id: each for each in units}
    replaced = tuple(others.get(each.id, each) for each in found.units)
    return dataclasses.replace(found, **{"units": replaced, **fields})


def translated_unit(found: Unit, text: str, state: State = State.TRANSLATED, **fields: Any) -> Unit:
    return dataclasses.replace(found, target=text, state=state, **fields)


def take(*documents: Document, name: str = "po", **options: Any) -> Report:
    """Import documents, each as a file of this format."""
    files = [
        (f"{place}.{name}", io.BytesIO(FORMATS[name].write(each)))
        for place, each in enumerate(documents)
    ]
    return import_files(files, **options)


def take_bytes(data: bytes, **options: Any) -> FileReport:
    """Import a file with this content."""
    [report] = import_files([("file", io.BytesIO(data))], **options).files
    return report


def line(report: Report, of: Unit) -> Line:
    """What became of a unit."""
    [found] = [each for file in report.files for each in file.lines if each.id == of.id]
    return found


Sentence = Callable[[Unit], Unit]
