"""One-time passwords in the admin: optional or required, and what happens when a device is lost."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from cms.access.devices import secret_of
from cms.delivery import journal
from tests.cms.access.conftest import PASSWORD

HOME = "/admin/"


@pytest.fixture
def known(client: Client, editor) -> Client:
    """The client of an editor who has typed their password."""
    client.post(reverse("wagtailadmin_login"), {"username": "editor", "password": PASSWORD})
    return client


@pytest.fixture
def device(editor) -> TOTPDevice:
    """What the editor has turned on before."""
    return TOTPDevice.objects.create(user=editor, name="TOTP", confirmed=True)


def code(device: TOTPDevice) -> str:
    """What the editor's app shows now."""
    return f"{totp(device.bin_key):06d}"


@pytest.fixture
def typed(known: Client) -> Callable[..., Any]:
    """Type a one-time password: ``typed("123456")``."""

    def send(text: str, to: str = "") -> Any:
        return known.post(reverse("one_time_password"), {"code": text, "next": to})

    return send


# Turning them on


def turn_on(known: Client, **fields: str) -> Any:
    address = reverse("one_time_passwords")
    known.get(address)
    device = TOTPDevice.objects.get()
    return known.post(address, {"code": code(device), "password": PASSWORD} | fields)


def test_nobody_has_to_have_them(known):
    assert known.get(HOME).status_code == 200


def test_an_editor_turns_them_on_and_goes_on_working(known, editor):
    assert turn_on(known).status_code == 302

    assert TOTPDevice.objects.get().confirmed
    assert known.get(HOME).status_code == 200


def test_the_secret_is_drawn_here_as_a_picture_and_written_out(known):
    shown = known.get(reverse("one_time_passwords")).content.decode()

    assert "<svg" in shown
    assert secret_of(TOTPDevice.objects.get()) in shown


def test_each_time_that_the_page_is_opened_the_secret_is_another_one(known):
    keys = set()
    for _ in range(2):
        known.get(reverse("one_time_passwords"))
        keys.add(TOTPDevice.objects.get().key)

    assert len(keys) == 2


@pytest.mark.parametrize("fields", [{"code": "000000x"}, {"password": "wrong"}])
def test_it_takes_a_code_of_the_device_and_the_password(known, fields):
    assert turn_on(known, **fields).status_code == 200
    assert not TOTPDevice.objects.get().confirmed


# Logging in with them


def test_whoever_has_them_is_asked_after_the_password(known, device):
    asked = known.get(HOME)

    assert asked.status_code == 302
    assert asked.url == f"{reverse('one_time_password')}?next={HOME}"


def test_the_right_one_leads_where_they_wanted_to_go(known, device, typed):
    account = reverse("wagtailadmin_account")

    assert typed(code(device), to=account).url == account
    assert known.get(account).status_code == 200


def test_it_leads_to_no_other_server(device, typed):
    assert typed(code(device), to="https://else.example/").url == HOME


def test_a_wrong_one_does_not(known, device, typed):
    assert typed("12").status_code == 200
    assert known.get(HOME).status_code == 302


def test_one_that_was_used_holds_no_more(device, typed, editor):
    used = code(device)
    typed(used)
    another = Client()
    another.force_login(editor)

    assert another.post(reverse("one_time_password"), {"code": used}).status_code == 200
    assert another.get(HOME).status_code == 302


def test_after_a_wrong_one_the_device_waits(known, device, typed):
    typed("12")

    assert typed(code(device)).status_code == 200


def test_however_they_logged_in_they_are_asked(client, editor, device):
    client.force_login(editor)

    for name in ("wagtailadmin_home", "wagtailadmin_account", "one_time_passwords"):
        assert client.get(reverse(name)).url.startswith(reverse("one_time_password"))


def test_the_admins_own_api_asks_too(known, device):
    assert known.get("/admin/api/main/pages/").status_code == 302


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "One-time password"), ("fr", "Mot de passe à usage unique"), ("he", "סיסמה חד-פעמית")],
)
def test_they_are_asked_in_the_browsers_language(known, device, language, title):
    shown = known.get(reverse("one_time_password"), HTTP_ACCEPT_LANGUAGE=language)

    assert f"<h1>{title}</h1>" in shown.content.decode()


# Where all must have them


@pytest.fixture
def _required(settings) -> None:
    settings.ADMIN_OTP = "required"


@pytest.mark.usefixtures("_required")
def test_where_all_must_have_them_the_admin_begins_with_turning_them_on(known):
    assert known.get(HOME).url == f"{reverse('one_time_passwords')}?next={HOME}"

    assert turn_on(known, next=HOME).url == HOME
    assert known.get(HOME).status_code == 200


@pytest.mark.usefixtures("_required")
def test_readers_who_log_in_need_none(known):
    assert known.get("/en/").status_code == 200


# Turning them off


def test_an_editor_turns_them_off_with_the_password(known, device, typed):
    typed(code(device))
    off = reverse("one_time_passwords")

    assert known.post(off, {"password": "wrong"}).status_code == 200
    assert TOTPDevice.objects.exists()
    assert known.post(off, {"password": PASSWORD}).status_code == 302
    assert not TOTPDevice.objects.exists()


def test_a_superuser_turns_off_those_of_whoever_lost_their_device(editor, device, admin_client):
    listed = admin_client.get(reverse("wagtailusers_users:index")).content.decode()
    address = reverse("remove_one_time_passwords", args=[editor.pk])
    assert address in listed

    assert admin_client.get(address).status_code == 200
    admin_client.post(address)

    assert not TOTPDevice.objects.exists()


def test_nobody_else_does(known, editor, admin_user):
    TOTPDevice.objects.create(user=admin_user, name="TOTP")

    known.post(reverse("remove_one_time_passwords", args=[admin_user.pk]))

    assert TOTPDevice.objects.exists()


def test_a_command_turns_off_those_of_the_only_superuser(editor, device):
    call_command("turn_off_otp", "editor", stdout=StringIO())

    assert not TOTPDevice.objects.exists()
    with pytest.raises(CommandError):
        call_command("turn_off_otp", "nobody")


def test_public_answers_stay_as_they_are(editor):
    before = journal.version().token
    TOTPDevice.objects.create(user=editor, name="TOTP")

    assert journal.version().token == before
