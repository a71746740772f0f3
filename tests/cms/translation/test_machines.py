"""Machine translation, by servers that play LibreTranslate and DeepL."""

import json
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation
from wagtail_localize.strings import StringValue

from cms.translation.machines import (
    BATCH_CHARACTERS,
    DeepL,
    LibreTranslate,
    TranslatorError,
    batches,
)
from tests.cms.translation.translating import locale, login, press, send, target, translation
from tests.factories import PostFactory, block, set_body
from tests.server import Server, serving

pytestmark = pytest.mark.django_db


def hebrew(text: str) -> str:
    """What the machines make of a text: its links and letters, between Hebrew ones."""
    return f"א{text}ב"


def libretranslate(path: str, body: str) -> Any:
    assert path == "/translate"
    return {"translatedText": [hebrew(text) for text in json.loads(body)["q"]]}


def deepl(path: str, body: str) -> Any:
    assert path == "/v2/translate"
    texts = parse_qs(body)["text"]
    return {
        "translations": [{"detected_source_language": "EN", "text": hebrew(text)} for text in texts]
    }


@pytest.fixture
def server():
    with serving() as server:
        server.reply = libretranslate
        yield server


@pytest.fixture
def machine(server, settings) -> Server:
    """The server, as Mosaic's translator."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "cms.translation.machines.LibreTranslate",
        "OPTIONS": {"LIBRETRANSLATE_URL": server.address, "API_KEY": "a-key"},
    }
    return server


@pytest.fixture
def post(publication) -> Any:
    post = PostFactory(parent=publication.indexes["en"], title="Letters", slug="letters")
    set_body(post, block("text", '<p>See <a href="https://example.org/">there</a>.</p>'))
    return post


def ask(server: Server, *texts: str, machine: type = LibreTranslate) -> dict[str, str]:
    options = {
        "LIBRETRANSLATE_URL": server.address,
        "ENDPOINT": f"{server.address}/v2/translate",
        "AUTH_KEY": "a-key:fx",
        "API_KEY": "a-key",
        "TIMEOUT": 5,
    }
    found = machine(options).translate(locale("en"), locale("he"), [*map(StringValue, texts)])
    return {text.data: translated.data for text, translated in found.items()}


def machine_translate(client: Any, post: Any) -> Any:
    address = reverse("wagtail_localize:machine_translate", args=(translation(post).pk,))
    return client.post(address, {"next": "/admin/"}, follow=True)


def test_no_machine_translates_unless_a_setting_says_so(settings):
    assert settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR is None


def test_libretranslate_is_asked_in_its_own_way(server):
    assert ask(server, "Rust.", "A <b>tin</b>.") == {
        "Rust.": "אRust.ב",
        "A <b>tin</b>.": "אA <b>tin</b>.ב",
    }
    [(_, _, _, body)] = server.asked
    assert json.loads(body) == {
        "q": ["Rust.", "A <b>tin</b>."],
        "source": "en",
        "target": "he",
        "api_key": "a-key",
        "format": "html",
    }


def test_deepl_is_asked_in_its_own_way(server):
    server.reply = deepl

    assert ask(server, "Rust.", "Dust.", machine=DeepL) == {
        "Rust.": "אRust.ב",
        "Dust.": "אDust.ב",
    }
    [(_, _, headers, body)] = server.asked
    assert headers["Authorization"] == "DeepL-Auth-Key a-key:fx"
    assert parse_qs(body) == {
        "text": ["Rust.", "Dust."],
        "tag_handling": ["xml"],
        "source_lang": ["EN"],
        "target_lang": ["HE"],
    }


@pytest.mark.parametrize("key", ["paid", "free:fx"])
def test_deepl_has_one_address_for_each_kind_of_key(key):
    host = "api-free.deepl.com" if key.endswith(":fx") else "api.deepl.com"

    assert DeepL({"AUTH_KEY": key}).get_api_endpoint() == f"https://{host}/v2/translate"


def test_texts_are_asked_for_fifty_at_a_time(server):
    texts = [f"Text {number}" for number in range(120)]

    assert ask(server, *texts) == {text: hebrew(text) for text in texts}
    assert [len(json.loads(body)["q"]) for *_, body in server.asked] == [50, 50, 20]


def test_long_texts_are_asked_for_a_few_at_a_time():
    long, short = StringValue("x" * BATCH_CHARACTERS), StringValue("x")

    assert list(batches([short, long, long, short, short])) == [
        [short], [long], [long], [short, short],
    ]  # fmt: skip


def test_a_busy_service_is_asked_again(server):
    server.statuses = [429, 503]

    assert ask(server, "Rust.") == {"Rust.": "אRust.ב"}
    assert len(server.asked) == 3


def test_a_service_that_refuses_is_not_asked_again(server):
    server.status = 403

    with pytest.raises(TranslatorError, match="LibreTranslate refused \\(status 403\\)"):
        ask(server, "Rust.")
    assert len(server.asked) == 1


def test_a_service_that_stays_busy_is_given_up(server):
    server.status = 503

    with pytest.raises(TranslatorError, match="refused \\(status 503\\)"):
        ask(server, "Rust.")
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "answer", [{}, [], {"translatedText": []}, {"translatedText": 5}, {"error": "no"}]
)
def test_an_answer_that_makes_no_sense_is_refused(server, answer):
    server.reply = lambda path, body: answer

    with pytest.raises(TranslatorError, match="makes no sense"):
        ask(server, "Rust.")


def test_a_service_that_is_not_there_is_reported():
    with serving() as gone:
        pass

    with pytest.raises(TranslatorError, match="cannot be reached"):
        ask(gone, "Rust.")


@pytest.mark.parametrize("broken", ["", "See there.", '<a id="a2">x</a>', "<div>x</div>"])
def test_a_translation_that_lost_a_link_or_brought_a_tag_is_left_out(server, broken):
    server.reply = lambda path, body: {"translatedText": [broken, "חלודה"]}

    assert ask(server, 'See <a id="a1">there</a>.', "Rust.") == {"Rust.": "חלודה"}


def test_what_a_machine_made_is_marked_and_waits_for_a_person(machine, post, admin_client):
    send(post)

    machine_translate(admin_client, post)

    made = StringTranslation.objects.filter(locale=locale("he")).exclude(context__path="slug")
    assert {(each.translation_type, each.tool_name) for each in made} == {
        ("machine", "LibreTranslate")
    }
    assert made.get(context__path="title").data == "אLettersב"
    for action in ("submit", "publish"):
        press(admin_client, target(post), action)
    assert not target(post).live
    assert target(post).current_workflow_state is None


def test_a_failing_machine_is_reported_to_the_translator(machine, post, admin_client):
    machine.status = 403
    send(post)

    answer = machine_translate(admin_client, post)

    assert "LibreTranslate refused (status 403). Nothing was translated." in answer.text
    assert translation(post).get_progress()[1] == 0


def test_a_source_is_brought_to_its_translators_also_where_the_machine_fails(
    machine, post, admin_client
):
    send(post)
    post.title = "Letters from Fez"
    post.save()
    machine.status = 403
    source = translation(post).source
    address = reverse("wagtail_localize:update_translations", args=(source.pk,))

    answer = admin_client.post(address, {"use_machine_translation": "on"}, follow=True)

    assert "LibreTranslate refused (status 403)." in answer.text
    assert source.stringsegment_set.get(context__path="title").string.data == "Letters from Fez"


def test_a_source_is_brought_to_its_translators_with_what_a_machine_makes_of_it(
    machine, post, admin_client
):
    send(post)
    source = translation(post).source
    address = reverse("wagtail_localize:update_translations", args=(source.pk,))

    admin_client.post(address, {"use_machine_translation": "on"})

    assert StringTranslation.objects.get(context__path="title").data == "אLettersב"


def test_who_may_not_edit_a_translation_lets_no_machine_translate_it(
    machine, post, client, django_user_model
):
    send(post)
    user = login(client, django_user_model, "Editors")
    user.groups.first().page_permissions.all().delete()

    machine_translate(client, post)

    assert machine.asked == []
