"""Logins are throttled and locked, and can be unlocked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessLog
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.delivery import journal
from tests.cms.access.conftest import PASSWORD

LIMIT = 5
LIMIT_OF_AN_ADDRESS = 50


@pytest.fixture
def log_in(client: Client) -> Callable[..., Any]:
    """Send the login form: ``log_in("wrong", username="editor", REMOTE_ADDR=…)``."""

    def send(password: str, username: str = "editor", **environment: str) -> Any:
        form = {"username": username, "password": password}
        return client.post(reverse("wagtailadmin_login"), form, **environment)

    return send


def fail(log_in: Callable[..., Any], **variables: str) -> Any:
    """Try as many wrong passwords as it takes, and return the last answer."""
    return [log_in("wrong", **variables) for _ in range(LIMIT)][-1]


def test_the_right_password_lets_an_editor_in(editor, log_in):
    assert log_in(PASSWORD).status_code == 302


def test_too_many_wrong_ones_lock_the_right_one_out(editor, log_in):
    fail(log_in)

    locked = log_in(PASSWORD)

    assert locked.status_code == 429
    assert locked["Retry-After"] == "900"
    assert "no-store" in locked["Cache-Control"]


def test_one_that_is_right_in_time_starts_anew(editor, log_in):
    for _ in range(2):
        for _ in range(LIMIT - 1):
            log_in("wrong")
        assert log_in(PASSWORD).status_code == 302


def test_the_lock_says_nothing_of_whether_there_is_such_a_user(editor, log_in):
    known, unknown = fail(log_in), fail(log_in, username="nobody")

    assert known.status_code == unknown.status_code == 429
    main = b"<main"
    assert known.content.partition(main)[2] == unknown.content.partition(main)[2]
    assert b"editor" not in known.content


def test_it_is_for_that_username_and_that_address_only(editor, log_in, django_user_model):
    django_user_model.objects.create_superuser("other", password=PASSWORD)
    fail(log_in)

    assert log_in(PASSWORD, username="other").status_code == 302
    assert log_in(PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def spray(log_in: Callable[..., Any], **environment: str) -> list[int]:
    """Try one wrong password for many usernames, and return the statuses of the answers."""
    return [
        log_in("wrong", username=f"name-{number}", **environment).status_code
        for number in range(LIMIT_OF_AN_ADDRESS)
    ]


def test_one_password_is_not_tried_for_all_usernames(editor, log_in):
    assert spray(log_in) == [200] * (LIMIT_OF_AN_ADDRESS - 1) + [429]

    assert log_in(PASSWORD).status_code == 429
    assert log_in(PASSWORD, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_a_name_of_ones_own_does_not_start_the_count_of_others_anew(editor, log_in):
    spray(log_in)
    AccessAttempt.objects.filter(username="name-0").delete()
    assert log_in(PASSWORD).status_code == 302

    assert log_in("wrong", username="another").status_code == 429


def test_an_address_that_tried_many_names_is_let_in_again_later(editor, log_in):
    spray(log_in)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert log_in(PASSWORD).status_code == 302


def test_it_is_unlocked_by_a_command(editor, log_in):
    spray(log_in)
    call_command("axes_reset_ip", "127.0.0.1")

    assert log_in(PASSWORD).status_code == 302


def test_behind_a_proxy_readers_are_not_one_address(editor, log_in, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    spray(log_in, HTTP_X_FORWARDED_FOR="192.0.2.7")

    assert log_in(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.7").status_code == 429
    assert log_in(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 302


def test_over_a_socket_without_an_address_nobody_is_locked_out_for_others(editor, log_in):
    spray(log_in, REMOTE_ADDR="")

    assert log_in(PASSWORD, REMOTE_ADDR="").status_code == 302


def test_it_ends_by_itself(editor, log_in):
    fail(log_in)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert log_in(PASSWORD).status_code == 302


def test_what_a_client_says_of_its_address_does_not_help_it(editor, log_in):
    for number in range(LIMIT):
        log_in("wrong", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    assert log_in(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.99").status_code == 429


def test_behind_a_proxy_the_address_is_what_the_proxy_says(editor, log_in, settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    fail(log_in, HTTP_X_FORWARDED_FOR="10.0.0.1, 192.0.2.7")

    assert log_in(PASSWORD, HTTP_X_FORWARDED_FOR="10.9.9.9, 192.0.2.7").status_code == 429
    assert log_in(PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.8").status_code == 302


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "Try again in 15 minutes"),
        ("fr", "Réessayez dans 15\xa0minutes"),
        ("he", "אפשר לנסות שוב בעוד 15 דקות"),
    ],
)
def test_the_lock_is_a_page_in_the_browsers_language(editor, log_in, code, text):
    locked = fail(log_in, HTTP_ACCEPT_LANGUAGE=code).content.decode()

    assert text in locked
    assert f'lang="{code}"' in locked


def test_an_administrator_unlocks_by_a_command(editor, log_in):
    fail(log_in)
    call_command("axes_reset_username", "editor")

    assert log_in(PASSWORD).status_code == 302


def test_an_administrator_unlocks_in_the_admin(editor, log_in, admin_client: Client):
    fail(log_in)
    report = admin_client.get(reverse("failed_logins")).content.decode()
    assert "editor" in report
    assert "127.0.0.1" in report

    admin_client.post(reverse("unlock_login", args=[AccessAttempt.objects.get().pk]))

    assert log_in(PASSWORD).status_code == 302


def test_others_do_not_see_who_failed_and_unlock_nobody(editor, log_in):
    fail(log_in)
    another = Client()
    another.force_login(editor)

    assert b"127.0.0.1" not in another.get(reverse("failed_logins"), follow=True).content
    another.post(reverse("unlock_login", args=[AccessAttempt.objects.get().pk]))
    assert AccessAttempt.objects.exists()


def test_attempts_hold_no_password(editor, log_in):
    log_in("wrong")

    assert "wrong" not in AccessAttempt.objects.get().post_data


def test_nobody_notes_who_logged_in_from_where(editor, log_in):
    log_in(PASSWORD)

    assert not AccessLog.objects.exists()


def test_public_answers_stay_as_they_are(editor, log_in):
    before = journal.version().token
    fail(log_in)

    assert journal.version().token == before


# New passwords


def test_a_user_gets_no_more_than_three_mails_for_new_passwords_in_an_hour(
    editor, client, mailoutbox, django_user_model
):
    django_user_model.objects.create_user("other", "other@example.org", PASSWORD)
    form = reverse("wagtailadmin_password_reset")
    answers = [client.post(form, {"email": "EDITOR@example.org"}) for _ in range(5)]
    client.post(form, {"email": "other@example.org"})

    assert [mail.to for mail in mailoutbox] == [["editor@example.org"]] * 3 + [
        ["other@example.org"]
    ]
    assert {answer.status_code for answer in answers} == {302}
