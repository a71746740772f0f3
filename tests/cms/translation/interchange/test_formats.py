"""A file holds all that there is to know of a text, and gives it back."""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from defusedxml import ElementTree

from cms.translation.interchange import po, xliff
from cms.translation.interchange.documents import Document, State, Unit
from cms.translation.interchange.formats import FORMATS, recognise
from tests.cms.translation.interchange.files import document, unit
from tests.cms.translation.interchange.strictness import assert_strict
from tests.cms.translation.translating import translation, write
from tests.conftest import missing

pytestmark = pytest.mark.django_db

NAMESPACE = "{urn:oasis:names:tc:xliff:document:1.2}"


def made_of(*units: Unit) -> Document:
    return Document(
        publication="one",
        key="page/two",
        source_language="en",
        target_language="he",
        title='A "title", \\ and more',
        address="https://example.org/en/",
        units=units,
    )


#: One text for each thing that a format could lose.
UNITS = [
    Unit(id="page/two/a#1", label="Title", source="Letters"),
    Unit(id="page/two/b#1", label="Title", source="Letters", target="", note="One. Two: three"),
    Unit(id="page/two/c#1", label="C", source="C", target="ג", state=State.TRANSLATED),
    Unit(id="page/two/d#1", label="D", source="D", target="ד", state=State.UNFINISHED),
    Unit(id="page/two/e#1", label="E", source="E", max_length=0),
    Unit(id="page/two/f#1", label="F › G | H", source="F", max_length=255, note="Note"),
    Unit(
        id="page/two/g#1",
        label="G",
        source="New",
        target="ישן",
        state=State.UNFINISHED,
        previous_source='Old\n"one"',
    ),
    Unit(
        id="page/two/h#1",
        label="H",
        source='\\n is no line break\nthis "is" <one> &amp; no tag\t\\',
        target=" שורה\\\\n\n\nשנייה ",
        state=State.TRANSLATED,
    ),
    Unit(
        id="page/two/i#1",
        label="I",
        source='A <a id="a1">link <b>and</b> <i>more</i></a><br/>&amp; <b>that</b> &lt;b&gt;',
        target='<b>וזה</b> &lt;b&gt; &amp; <a id="a1"><i>עוד</i> <b>קישור</b></a><br/>',
        state=State.TRANSLATED,
        note="Note",
        max_length=9,
        is_html=True,
    ),
    Unit(id="page/two/j#1", label="J", source="😀 שָׁלוֹם \u200f|\u202f!", is_html=True),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("original", UNITS, ids=lambda each: each.id)
def test_a_file_gives_back_what_was_written_to_it(name, original):
    made = made_of(original)

    assert FORMATS[name].read(FORMATS[name].write(made)) == made


@pytest.mark.parametrize("name", FORMATS)
def test_a_page_s_file_gives_back_the_page_s_texts(name, translated):
    made = document(translated)

    data = FORMATS[name].write(made)

    assert FORMATS[name].read(data) == made
    assert recognise(data) is FORMATS[name]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_texts_are_the_same_file(name, translated):
    assert FORMATS[name].write(document(translated)) == FORMATS[name].write(document(translated))


def test_polib_loses_nothing_of_a_po_file(translated):
    made = made_of(*UNITS)

    through = polib.pofile(po.write(made).decode())

    assert po.read(str(through).encode()) == made


def test_msgfmt_finds_no_fault_with_a_po_file(translated, tmp_path: Path):
    msgfmt = shutil.which("msgfmt")
    if msgfmt is None:
        missing("gettext is not installed")
    for place, made in enumerate([document(translated), made_of(*UNITS[:-2])]):
        path = tmp_path / f"{place}.po"
        path.write_bytes(po.write(made))
        done = subprocess.run(
            [msgfmt, "-c", "-v", "-o", str(tmp_path / "out.mo"), str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "warning" not in done.stderr


def test_an_xliff_file_is_strict(translated):
    for made in (document(translated), made_of(*UNITS)):
        assert_strict(ElementTree.fromstring(xliff.write(made)))


def test_what_was_written_for_an_older_source_is_fuzzy_and_says_what_that_was(post):
    write(post, title="מכתבים")
    post.title = "Letters in two tins"
    post.save()
    translation(post).source.update_from_db()

    title = unit(document(post), "Title")
    entry = polib.pofile(po.write(made_of(title)).decode())[0]

    assert (title.target, title.state) == ("מכתבים", State.UNFINISHED)
    assert entry.fuzzy
    assert entry.previous_msgid == "Letters in a tin & other tins"
    assert entry.msgid == "Letters in two tins"
    [before] = ElementTree.fromstring(xliff.write(made_of(title))).iter(f"{NAMESPACE}alt-trans")
    assert "".join(before.itertext()) == "Letters in a tin & other tinsמכתבים"


def test_the_closest_of_a_text_s_former_sentences_is_its_previous_source(post):
    write(post, all_texts="טקסט")
    write(post, **{f"body.{post.body[0].id}": '<a id="a1">שניהם</a>'})
    old = unit(document(post), "Text", 1).source
    post.body[0].value.source = post.body[0].value.source.replace("1948", "1949")
    post.body = post.body.get_prep_value()
    post.save()
    translation(post).source.update_from_db()

    assert [
        each.previous_source for each in document(post).units if each.label == "Body › Text"
    ] == ["", old]


def test_labels_notes_and_lengths_are_those_of_the_fields(post):
    made = document(post)

    attribution = unit(made, "Attribution")
    assert attribution.label == "Body › Quotation › Attribution"
    assert attribution.note == "Who says or writes this."
    assert attribution.max_length == 255
    assert unit(made, "Alt text").label == "Body › Photo › Photo › Alt text"
    assert unit(made, "Body › Text").max_length is None
    assert made.address == post.full_url


def test_plain_texts_are_plain_and_texts_with_tags_are_html(post):
    made = document(post)

    assert unit(made, "Title").source == "Letters in a tin & other tins"
    assert unit(made, "Introduction").source == post.intro
    assert "<b>1948</b>" in unit(made, "Text", 1).source


def test_a_tag_is_an_inline_element_of_xliff(post):
    root = ElementTree.fromstring(xliff.write(made_of(unit(document(post), "Text", 1))))

    kinds = [
        each.get("ctype") for each in root.iter() if each.tag in (f"{NAMESPACE}g", f"{NAMESPACE}x")
    ]
    assert kinds == ["bold", "link", "italic", "lb"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("new", State.UNFINISHED),
        ("needs-translation", State.UNFINISHED),
        ("needs-review-translation", State.UNFINISHED),
        ("needs-adaptation", State.UNFINISHED),
        ("x-anything", State.UNFINISHED),
        ("translated", State.TRANSLATED),
        ("signed-off", State.TRANSLATED),
        ("final", State.TRANSLATED),
        (None, State.TRANSLATED),
    ],
)
def test_the_states_of_xliff_are_understood(state, expected):
    data = xliff.write(made_of(UNITS[2])).decode()
    data = data.replace(' state="translated"', f' state="{state}"' if state else "")

    assert xliff.read(data.encode()).units[0].state is expected


def test_a_reordered_page_has_the_same_ids(post):
    before = {each.id for each in document(post).units}
    post.body = list(reversed(post.body.get_prep_value()))
    post.save()
    translation(post).source.update_from_db()

    assert {each.id for each in document(post).units} == before
