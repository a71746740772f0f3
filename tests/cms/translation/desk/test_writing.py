"""What a translator writes at the desk is taken, or refused with a reason."""

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation

from tests.cms.translation.desk.conftest import ONE, TWO, Shown, address, key
from tests.cms.translation.translating import login, press, target

pytestmark = pytest.mark.django_db

OLD = "he:The tin was rusty."
LINKED = 'ב-<b>1912</b>, <a id="a1">בפאס</a>.'


@pytest.fixture
def changed(post, hebrew, publish) -> Any:
    """The Hebrew page, of whose source one sentence has changed."""
    new = ONE["value"].replace("rusty", "rusty and old")
    publish(post, body=[{**ONE, "value": new}, TWO])
    return hebrew


class Desk:
    """Somebody at the desk of a page."""

    def __init__(self, client: Any, page: Any) -> None:
        self._client, self._address = client, address(page)

    def look(self) -> Shown:
        return Shown(self._client.get(self._address))

    def send(self, texts: dict[str, str], shown: Shown | None = None, confirm: str = "") -> Any:
        """Write texts into the segments whose sources have these words; press a button."""
        shown = shown or self.look()
        form = shown.form()
        for words, text in texts.items():
            form[f"text:{key(shown.with_source(words))}"] = text
        if confirm:
            form["confirm"] = key(shown.with_source(confirm))
        return self._client.post(self._address, form)


@pytest.fixture
def desk(admin_client, changed) -> Desk:
    return Desk(admin_client, changed)


def draft(page: Any) -> Any:
    return target_of(page).get_latest_revision_as_object()


def target_of(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def test_a_changed_text_is_saved_into_a_draft(desk, changed):
    response = desk.send({"and old": "הקופסה חלודה וישנה."})

    assert response.status_code == 302
    assert desk.look().states() == ["Done"] * 5
    assert "הקופסה חלודה וישנה." in draft(changed).body[0].value.source
    assert "חלודה" not in target_of(changed).body[0].value.source


def test_the_old_translation_can_be_confirmed_as_it_is(desk, changed):
    desk.send({}, confirm="and old")

    assert desk.look().states() == ["Done"] * 5
    found = StringTranslation.objects.get(translation_of__data="The tin was rusty and old.")
    assert (found.data, found.translation_type) == (OLD, "manual")


def test_saving_confirms_nothing_by_itself(desk, changed):
    revision = changed.latest_revision_id

    desk.send({})

    assert "Out of date" in desk.look().states()
    assert target_of(changed).latest_revision_id == revision


def test_confirming_one_text_saves_the_others_that_were_changed(desk):
    desk.send({"Nobody knew": "איש לא ידע."}, confirm="and old")

    assert StringTranslation.objects.filter(data="איש לא ידע.").exists()
    assert desk.look().states() == ["Done"] * 5


def test_what_was_confirmed_and_published_is_no_longer_out_of_date(
    desk, changed, admin_client, api
):
    assert api(f"pages/{changed.pk}/")["meta"]["translation"]["state"] == "outdated"
    desk.send({}, confirm="and old")

    press(admin_client, changed, "publish")

    assert api(f"pages/{changed.pk}/")["meta"]["translation"]["state"] == "current"


@pytest.mark.parametrize(
    ("words", "text", "reason"),
    [
        ("1912", LINKED.replace('<a id="a1">', "").replace("</a>", ""), "A link is lost: a1"),
        ("1912", LINKED.replace("<b>", "").replace("</b>", ""), "A tag is lost: <b>"),
        ("1912", LINKED.replace("1912", "1921"), "A number is lost: 1912"),
        ("1912", LINKED + "<script>x</script>", "a tag that the source does not have"),
        ("and old", "  ", "It is empty"),
        ("Letters", "א" * 256, "It is too long"),
        ("letters", "a/b", "An address takes letters"),
    ],
)
def test_what_cannot_be_a_translation_is_refused_and_stays_in_the_form(desk, words, text, reason):
    stored = set(StringTranslation.objects.values_list("data", flat=True))

    shown = Shown(desk.send({words: text}))

    segment = shown.with_source(words)
    assert reason in segment.select_one(".error-message").text
    assert segment.select_one("textarea").text.removeprefix("\n") == text
    assert set(StringTranslation.objects.values_list("data", flat=True)) == stored


def test_a_text_that_is_refused_keeps_no_other_from_being_saved(desk):
    shown = Shown(desk.send({"1912": "בלי קישור", "and old": "הקופסה ישנה."}))

    assert shown.states() == ["Done"] * 5
    assert shown.with_source("1912").select_one(".error-message")
    assert StringTranslation.objects.filter(data="הקופסה ישנה.").exists()


def test_what_somebody_else_wrote_meanwhile_is_not_replaced_unseen(desk):
    before = desk.look()
    desk.send({"and old": "של אחרת"})

    shown = Shown(desk.send({"and old": "שלי"}, before))

    segment = shown.with_source("and old")
    assert "של אחרת" in segment.select_one(".error-message").text
    assert segment.select_one("textarea").text.strip() == "שלי"
    assert not StringTranslation.objects.filter(data="שלי").exists()

    desk.send({"and old": "שלי"}, shown)
    assert StringTranslation.objects.filter(data="שלי").exists()


def test_a_form_from_before_another_s_change_undoes_nothing(desk):
    before = desk.look()
    desk.send({"and old": "של אחרת"})

    desk.send({"Nobody knew": "איש."}, before)

    assert StringTranslation.objects.filter(data="של אחרת").exists()


def test_what_was_written_for_a_text_that_is_gone_is_given_back(desk, post, publish):
    before = desk.look()
    publish(post, title="Letters from Fez")

    shown = Shown(desk.send({"Letters": "מכתבים"}, before))

    assert "You wrote: “מכתבים”" in shown.document.text


def test_a_locked_page_shows_its_texts_and_takes_none(desk, changed, admin_user, admin_client):
    before = desk.look()
    page = target_of(changed)
    page.locked, page.locked_by = True, None
    page.save(update_fields=["locked", "locked_by"])

    shown = desk.look()
    assert "The page is locked." in shown.document.text
    assert all(each.has_attr("readonly") for each in shown.document.select(".desk textarea"))
    assert desk.send({"and old": "חדש"}, before).status_code == 302
    assert not StringTranslation.objects.filter(data="חדש").exists()


def test_controls_of_direction_are_taken_out(desk):
    desk.send({"and old": "\u202bישנה\u202c"})

    assert StringTranslation.objects.filter(data="ישנה").exists()


def test_a_translator_submits_what_is_done_from_the_desk(
    post, changed, client, django_user_model, roles
):
    login(client, django_user_model, "Translators: עברית")
    desk = Desk(client, changed)
    assert not desk.look().document.select(".desk-finish")

    desk.send({}, confirm="and old")

    form = desk.look().document.select_one(".desk-finish")
    assert [button["value"] for button in form.select("button")] == ["submit"]
    client.post(form["action"], {"action": "submit"})
    assert target(post).current_workflow_state is not None
