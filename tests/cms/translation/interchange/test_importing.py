"""What translators bring back is taken, text by text, or refused with a reason."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from cms.translation.drafts import save_finished, unfinished_texts
from cms.translation.interchange.documents import State
from cms.translation.interchange.report import Outcome
from tests.cms.translation.interchange.files import (
    LINKED,
    changed,
    document,
    line,
    take,
    translated_unit,
    unit,
)
from tests.cms.translation.translating import login, send, target, translation, write
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

TITLE = "מכתבים בקופסה & אחרות"


def bring(post, label: str, text: str, number: int = 0, state=State.TRANSLATED, **options):
    """Import a file in which one text is translated so; return what became of that."""
    made = document(post)
    sent = translated_unit(unit(made, label, number), text, state)
    return line(take(changed(made, sent), **options), sent)


def stored(post, path: str) -> StringTranslation | None:
    return StringTranslation.objects.filter(
        context__path=path, locale__language_code="he", context__object_id=post.translation_key
    ).first()


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_a_file_s_translations_make_a_draft(post, name):
    made = document(post)
    sent = changed(
        made,
        translated_unit(unit(made, "Title"), TITLE),
        translated_unit(unit(made, "Text", 1), LINKED),
    )

    report = take(sent, name=name)

    assert report.is_applied
    assert report.files[0].counts[Outcome.TAKEN] == 2
    draft = target(post).get_latest_revision_as_object()
    assert draft.title == TITLE
    assert 'ב-<b>1948</b> החביאו <a href="https://example.org/en/">' in draft.body[0].value.source


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_what_comes_back_as_it_left_is_unchanged(translated, name):
    revision = target(translated).latest_revision_id

    report = take(document(translated), name=name)

    counts = report.files[0].counts
    assert counts[Outcome.UNCHANGED] == len(report.files[0].lines) > 5
    assert target(translated).latest_revision_id == revision


def test_an_import_leaves_the_live_page_alone(post):
    page = target(post)
    Page.objects.filter(pk=page.pk).update(live=True)
    before = Page.objects.values("title", "slug", "live").get(pk=page.pk)

    bring(post, "Title", TITLE)

    assert Page.objects.values("title", "slug", "live").get(pk=page.pk) == before


def test_a_dry_run_says_what_would_be_done_and_does_nothing(post):
    revision = target(post).latest_revision_id

    found = bring(post, "Title", TITLE, dry_run=True)

    assert found.outcome is Outcome.TAKEN
    assert (found.before, found.after) == ("", TITLE)
    assert stored(post, "title") is None
    assert target(post).latest_revision_id == revision


def test_a_file_that_was_made_before_the_blocks_were_put_in_another_order_is_taken(post):
    made = document(post)
    post.body = list(reversed(post.body.get_prep_value()))
    post.save()
    translation(post).source.update_from_db()
    sent = translated_unit(unit(made, "Text", 1), LINKED)

    report = take(changed(made, sent))

    assert line(report, sent).outcome is Outcome.TAKEN


def test_a_text_whose_source_has_changed_since_is_refused(post):
    made = document(post)
    post.title = "Letters"
    post.save()
    translation(post).source.update_from_db()
    sent = translated_unit(unit(made, "Title"), TITLE)

    found = line(take(changed(made, sent)), sent)

    assert found.outcome is Outcome.REFUSED
    assert "source has changed" in found.reason


def test_a_text_that_is_refused_keeps_no_other_from_being_taken(post):
    made = document(post)
    sent = translated_unit(unit(made, "Title"), TITLE)
    broken = translated_unit(unit(made, "Text", 1), "בלי קישור")

    report = take(changed(made, sent, broken))

    assert line(report, sent).outcome is Outcome.TAKEN
    assert line(report, broken).outcome is Outcome.REFUSED
    assert stored(post, "title").data == "מכתבים בקופסה &amp; אחרות"


@pytest.mark.parametrize(
    ("label", "number", "text", "reason"),
    [
        ("Text", 1, LINKED.replace('<a id="a1">', "").replace("</a>", ""), "A link is lost: a1"),
        ("Text", 1, LINKED.replace("a1", "a2"), "A link is lost: a1"),
        ("Text", 1, LINKED + '<a id="a2">עוד</a>', "link that the source does not have: a2"),
        (
            "Text",
            1,
            '<b>1948</b> <a id="a1"> </a><i>כל</i><br/>',
            "A link is lost: it has no words",
        ),
        ("Text", 1, LINKED.replace("<i>", "").replace("</i>", ""), "A tag is lost: <i>"),
        ("Text", 1, LINKED.replace("<br/>", " "), "A tag is lost: <br>"),
        ("Text", 1, LINKED + "<script>alert(1)</script>", "does not have: <script>"),
        ("Text", 1, LINKED.replace("1948", "1984"), "A number is lost: 1948"),
        ("Introduction", 0, "חלודה.", "A number is lost: 1948"),
        ("Quotation › Quotation", 0, "כתבנו מכתבים", "A placeholder is lost: {count}"),
        ("Quotation › Quotation", 0, "{count} {name}", "does not have: {name}"),
        ("Title", 0, "א" * 256, "It is too long: it has 256 characters, and may have 255."),
        ("Quotation › Quotation", 0, "{count}" + "א" * 100_001, "It is too long"),
        ("Slug", 0, "שתי מילים", "letters, digits, hyphens"),
    ],
)
@pytest.mark.parametrize("name", ["po", "xliff"])
def test_a_text_that_lost_something_is_refused_with_the_reason(
    post, label, number, text, reason, name
):
    found = bring(post, label, text, number, name=name)

    assert found.outcome is Outcome.REFUSED
    assert reason in found.reason
    assert unfinished_texts(translation(post)).count() == len(document(post).units)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (LINKED.replace("<b>", '<b onclick="x()">'), "A tag is lost: <b>"),
        (LINKED + "<!-- x -->", "It has a tag that the source does not have"),
    ],
)
def test_html_that_xliff_cannot_even_say_is_refused_in_po(post, text, reason):
    assert reason in bring(post, "Text", text, 1).reason


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("1,500 letters in 1948", "ב-1948 היו 1500 מכתבים"),
        ("1.500 letters", "1 500 מכתבים"),
        ("3.5 letters", "3,5 מכתבים"),
        ("The 19th century", "XIXe siècle"),
        ("On 05/12/2026", "12.5.2026"),
        ("100% sure, 50 % done", "50 % בטוח ב-100%"),
        ("Page {0} of {{ total }}", "{{ total }} :{0}"),
    ],
)
def test_numbers_and_placeholders_may_be_written_and_ordered_otherwise(post, source, text):
    post.intro = source
    post.save()
    translation(post).source.update_from_db()

    assert bring(post, "Introduction", text).outcome is Outcome.TAKEN


def test_a_text_of_another_page_is_refused(post, publication):
    other = PostFactory(parent=publication.indexes["en"], title="Other")
    send(other)
    made, others = document(post), document(other)
    sent = translated_unit(unit(others, "Title"), "אחר")

    report = take(changed(made, units=(sent,)))

    found = line(report, sent)
    assert (found.outcome, found.reason) == (Outcome.REFUSED, "It belongs to another page.")
    assert stored(other, "title") is None


@pytest.mark.parametrize(
    ("identifier", "reason"),
    [
        ("", "It has no id."),
        ("page/nowhere/title#1", "It belongs to another page."),
        ("{key}/nowhere#1", "There is no text with this id."),
    ],
)
def test_a_text_with_an_unknown_id_is_refused(post, identifier, reason):
    made = document(post)
    sent = translated_unit(
        unit(made, "Title"), TITLE, id=identifier.format(key=made.key), label="Title"
    )

    report = take(changed(made, units=(sent,)), name="xliff")

    assert line(report, sent).reason == reason
    assert line(report, sent).outcome is Outcome.REFUSED


def test_a_text_that_stands_in_a_file_twice_is_taken_once(post):
    made = document(post)
    first, second = (translated_unit(unit(made, "Title"), text) for text in ("אחת", "שתיים"))

    [one, two] = take(changed(made, units=(first, second))).files[0].lines

    assert (one.outcome, two.outcome) == (Outcome.TAKEN, Outcome.REFUSED)
    assert stored(post, "title").data == "אחת"


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_what_is_fuzzy_is_taken_as_unfinished_and_stays_so(post, name):
    write(post, all_texts="טקסט")
    StringTranslation.objects.filter(context__path="title").delete()

    assert bring(post, "Title", TITLE, 0, State.UNFINISHED, name=name).outcome is Outcome.UNFINISHED

    with pytest.raises(ValidationError, match="1 text is not translated"):
        save_finished(translation(post), None)
    assert unit(document(post), "Title").state is State.UNFINISHED
    assert bring(post, "Title", TITLE, 0, State.UNFINISHED, name=name).outcome is Outcome.UNCHANGED


def test_what_is_fuzzy_does_not_replace_what_is_finished(translated):
    found = bring(translated, "Title", "אחר", state=State.UNFINISHED)

    assert found.outcome is Outcome.REFUSED
    assert "marked as unfinished" in found.reason


def test_what_a_machine_made_is_exported_as_unfinished_and_confirmed_by_a_file(post):
    write(post, title=TITLE)
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    assert unit(document(post), "Title").state is State.UNFINISHED

    assert bring(post, "Title", TITLE).outcome is Outcome.TAKEN

    assert unit(document(post), "Title").state is State.TRANSLATED


def test_the_former_translation_is_taken_when_a_person_confirms_it(post):
    write(post, title=TITLE)
    post.title = "Letters in a tin and other tins"
    post.save()
    translation(post).source.update_from_db()

    assert take(document(post)).files[0].changes == 0
    assert bring(post, "Title", TITLE).outcome is Outcome.TAKEN


def test_a_plain_text_may_look_like_html(post):
    bring(post, "Title", "<b>1</b> & 2")

    assert target(post).get_latest_revision_as_object().title == "<b>1</b> & 2"


def test_bidi_controls_are_left_out(post):
    bring(post, "Title", f"\u202b{TITLE}\u202c")

    assert unit(document(post), "Title").target == TITLE


def test_a_slug_in_hebrew_letters_is_taken(post):
    bring(post, "Slug", "מכתבים-בקופסה")

    assert target(post).get_latest_revision_as_object().slug == "מכתבים-בקופסה"


def test_who_imported_and_with_what_is_remembered(post, admin_user):
    bring(post, "Title", TITLE, user=admin_user)

    made = stored(post, "title")
    assert (made.last_translated_by, made.tool_name) == (admin_user, "PO")


def test_who_may_not_edit_the_page_may_not_import(post, client, django_user_model):
    report = take(document(post), user=login(client, django_user_model))

    assert report.files[0].defect == "You may not edit this page."
    assert not report.is_applied


def test_a_locked_page_refuses_a_file(post, admin_user):
    Page.objects.filter(pk=target(post).pk).update(locked=True)

    for user in (None, admin_user):
        assert take(document(post), user=user).files[0].defect == "The page is locked."
