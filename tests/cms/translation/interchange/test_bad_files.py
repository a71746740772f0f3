"""From a file that cannot be used nothing is imported, and the report says why."""

import io

import pytest

from cms.translation.interchange import po, xliff
from cms.translation.interchange.importing import MAX_BYTES, import_files
from tests.cms.translation.interchange.files import (
    changed,
    document,
    take,
    take_bytes,
    translated_unit,
    unit,
)
from tests.cms.translation.translating import send, target, translation
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def test_a_broken_file_names_its_line(post):
    broken = po.write(document(post)).replace(b'msgid "', b"msgid ", 3)

    assert "line 2 is not understood" in take_bytes(broken).defect
    assert "line" in take_bytes(xliff.write(document(post)).replace(b"</body>", b"")).defect


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "lacks “X-Document”"),
        (b"\x00\x01", "null characters"),
        (b"\x89PNG\r\n\x1a\n", "not in UTF-8: its byte 1"),
        (b"/etc/hostname", "no PO file"),
        (b"Title,Translation\n", "no PO file"),
        (b'msgid "a"\nmsgstr "b"\n', "lacks “X-Document”"),
        (b"<html></html>", "no XLIFF 1.2 file"),
        (b'<xliff version="2.0"/>', "no XLIFF 1.2 file"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', "is in klingon"),
        (b"<", "broken"),
        (b"<a>" * 100_000 + b"</a>" * 100_000, "no XLIFF 1.2 file"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(publication, data, reason):
    report = take_bytes(data)

    assert reason in report.defect
    assert not report.lines


@pytest.mark.parametrize("doctype", ["<!DOCTYPE xliff>", ENTITIES, OUTSIDE])
def test_a_file_with_a_document_type_or_entities_is_refused(post, doctype):
    data = xliff.write(document(post)).decode().replace("<xliff", f"{doctype}<xliff", 1)

    assert "entities" in take_bytes(data.replace("Letters", "&b;").encode()).defect


def test_tags_that_are_nested_too_deeply_are_refused(post):
    deep = "<g id='b-1'>" * 50_000 + "</g>" * 50_000
    data = xliff.write(document(post)).decode()
    data = data.replace("<target", "<target><!--", 1).replace("</target>", f"--></target>{deep}", 1)
    start = data.index("<source")
    data = f"{data[:start]}<source>{deep}</source>{data[data.index('</source>') + 9 :]}"

    report = take_bytes(data.replace('datatype="plaintext"', 'datatype="html"').encode())

    assert report.defect or all(line.outcome.value != "taken" for line in report.lines)


def test_a_wrong_encoding_is_refused(post):
    made = document(post)
    text = po.write(changed(made, translated_unit(unit(made, "Title"), "מכתבים"))).decode()

    hebrew = take_bytes(text.replace("›", "-").encode("windows-1255"))
    declared = take_bytes(text.replace("charset=UTF-8", "charset=ISO-8859-8").encode())

    assert "not in UTF-8" in hebrew.defect
    assert "ISO-8859-8" in declared.defect


def test_xliff_that_declares_a_code_page_is_refused(post):
    """Every byte is a letter in it: Hebrew in UTF-8 would be taken for Latin ones."""
    original = document(post)
    data = xliff.write(changed(original, translated_unit(unit(original, "Title"), "מכתבים")))
    wrong = data.replace(b"encoding='utf-8'", b'encoding="iso-8859-1"')

    assert wrong != data
    assert take_bytes(wrong).defect == "The file says that it is in iso-8859-1. Save it as UTF-8."
    assert not take_bytes(data).defect
    wide = data.decode().replace("encoding='utf-8'", "encoding='utf-16'").encode("utf-16")
    assert not take_bytes(wide).defect


def test_a_file_that_is_too_large_is_not_read_to_its_end(publication):
    class Endless(io.RawIOBase):
        read_so_far = 0

        def read(self, size=-1):
            assert size > 0, "asked for everything"
            self.read_so_far += size
            return b"#" * size

    file = Endless()
    [report] = import_files([("large.po", file)]).files

    assert report.defect == "The file is larger than 10 MB."
    assert file.read_so_far <= MAX_BYTES + 1


@pytest.mark.parametrize("name", ["po", "xliff"])
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"publication": "another"}, "from another publication"),
        ({"target_language": "de"}, "has no language “de”"),
        ({"target_language": ""}, "has no language “”"),
        ({"target_language": "fr"}, "not sent for translation into “fr”"),
        ({"source_language": "fr"}, "translates from “fr”"),
        ({"key": "page/97a4e4ae-0d2e-4f55-9d5d-5b2a3ff0f1aa"}, "there is no “Letters"),
        ({"key": "page/none"}, "there is no “Letters"),
        ({"key": "rows/auth.user"}, "there is no “Letters"),
        ({"key": "anything"}, "there is no “Letters"),
    ],
)
def test_a_file_for_something_else_is_refused(post, fields, reason, name):
    made = document(post)
    sent = translated_unit(unit(made, "Title"), "מכתבים")

    [report] = take(changed(made, sent, **fields), name=name).files

    assert reason in report.defect


def test_a_file_for_another_page_is_refused_where_a_page_is_meant(post, publication):
    other = PostFactory(parent=publication.indexes["en"], title="Other")
    send(other)

    report = take(document(other), only=translation(post))

    assert "for another page" in report.files[0].defect


def test_one_file_that_cannot_be_used_keeps_all_from_being_imported(post, publication):
    made = document(post)
    good = changed(made, translated_unit(unit(made, "Title"), "מכתבים"))
    revision = target(post).latest_revision_id

    report = take(good, changed(made, publication="another"))

    assert not report.is_applied
    assert target(post).latest_revision_id == revision
    assert unit(document(post), "Title").target == ""


def test_a_length_of_thousands_of_digits_is_none(post):
    original = document(post)
    long = "9" * 5000
    with_po = po.write(original).replace(
        b"#. Maximum length: ", b"#. Maximum length: " + long.encode()
    )
    with_xliff = xliff.write(original).replace(b'maxwidth="', b'maxwidth="' + long.encode())

    assert not take_bytes(with_po).defect
    assert not take_bytes(with_xliff).defect
