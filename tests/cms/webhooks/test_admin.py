"""Endpoints and the log of deliveries in the admin."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from cms.webhooks.models import DAY, Delivery, Endpoint, Problem, State
from tests.conftest import moderators

pytestmark = pytest.mark.django_db

ADD = "wagtailsnippets_webhooks_endpoint:add"
EDIT = "wagtailsnippets_webhooks_endpoint:edit"
LIST = "wagtailsnippets_webhooks_endpoint:list"


def form(**fields):
    """What an editor sends who fills the form in."""
    return {
        "name": "Front end",
        "address": "https://www.example.org/hook",
        "enabled": "on",
    } | fields


def edit(client, endpoint, **fields):
    response = client.post(reverse(EDIT, args=[endpoint.pk]), form(**fields))
    assert response.status_code == 302, response.context["form"].errors
    endpoint.refresh_from_db()


@pytest.fixture
def saved(publication) -> Endpoint:
    return Endpoint.objects.create(**form(enabled=True))


@pytest.fixture
def delivery(saved) -> Delivery:
    return Delivery.objects.create(
        endpoint=saved,
        event="page.published",
        subject="page-1",
        language="he",
        data={"id": 1, "title": "דלתות פס"},
        state=State.FAILED,
        attempts=8,
        problem=Problem.STATUS,
        status=500,
        answer="<b>no door</b>",
    )


@pytest.fixture
def moderator(client: Client, django_user_model) -> Client:
    user = django_user_model.objects.create_user("moderator")
    user.groups.add(moderators())
    client.force_login(user)
    return client


def test_an_endpoint_is_made_with_events_languages_and_a_secret(admin_client, publication):
    sent = form(events=["page.published", "page.deleted"], languages=["he"])
    admin_client.post(reverse(ADD), sent)

    endpoint = Endpoint.objects.get()
    assert (endpoint.events, endpoint.languages) == (["page.published", "page.deleted"], ["he"])
    assert endpoint.secret.startswith("whsec_")
    assert ModelLogEntry.objects.for_instance(endpoint).exists()


def test_the_secret_is_shown_once_it_is_there_to_whoever_manages_endpoints(admin_client, saved):
    assert saved.secret in admin_client.get(reverse(EDIT, args=[saved.pk])).content.decode()
    assert "whsec_" not in admin_client.get(reverse(ADD)).content.decode()
    assert "whsec_" not in admin_client.get(reverse(LIST)).content.decode()


def test_a_secret_is_not_typed(admin_client, saved):
    before = saved.secret
    edit(admin_client, saved, secret="whsec_AAAA")

    assert saved.secret == before


def test_a_new_secret_is_made_where_that_is_asked(admin_client, saved):
    before = saved.secret
    edit(admin_client, saved, renew="on")

    assert saved.secret != before
    assert saved.secrets() == [saved.secret, before]


def test_an_endpoint_that_is_enabled_again_begins_anew(admin_client, saved):
    Endpoint.objects.update(enabled=False, failures=9, problem=Problem.GONE)
    edit(admin_client, saved)

    assert (saved.enabled, saved.failures, saved.problem) == (True, 0, "")


def test_the_list_marks_an_endpoint_that_took_nothing_for_a_day(admin_client, saved):
    Endpoint.objects.update(problem=Problem.STATUS, failing_since=timezone.now() - DAY)
    page = BeautifulSoup(admin_client.get(reverse(LIST)).content, "html.parser")

    [mark] = page.select("td strong")

    assert mark.text.strip() == "failing"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/",
        "ftp://www.example.org/",
        "www.example.org",
        "https://",
        "https://user:secret@www.example.org/",
        "https://www.example.org/#part",
        "https://www.example.org:port/",
        "https://www.example.org:0/",
        "https://www example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "https://[64:ff9b::7f00:1]/",
    ],
)
def test_an_address_that_cannot_be_called_is_refused(admin_client, publication, address, settings):
    settings.DEBUG = False
    response = admin_client.post(reverse(ADD), form(address=address))

    assert "address" in response.context["form"].errors
    assert not Endpoint.objects.exists()


def test_an_address_in_a_network_that_is_permitted_is_taken(
    admin_client, publication, loopback, settings
):
    settings.DEBUG = False
    admin_client.post(reverse(ADD), form(address="http://127.0.0.1:3000/hook"))

    assert Endpoint.objects.get().address == "http://127.0.0.1:3000/hook"


@pytest.mark.parametrize("language", ["en", "fr", "he"])
def test_the_log_says_what_was_sent_and_what_became_of_it(
    admin_client, admin_user, delivery, language
):
    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = language
    profile.save()
    shown = admin_client.get(reverse("webhook_deliveries")).content.decode()

    assert "דלתות פס" in shown
    assert delivery.key in shown
    assert "HTTP 500" in shown
    assert "&lt;b&gt;no door&lt;/b&gt;" in shown


@pytest.mark.parametrize(
    ("chosen", "is_shown"),
    [
        ({"state": "failed"}, True),
        ({"state": "done"}, False),
        ({"event": "page.published"}, True),
        ({"event": "page.deleted"}, False),
        ({"language": "he"}, True),
        ({"language": "fr"}, False),
    ],
)
def test_the_log_is_filtered(admin_client, delivery, chosen, is_shown):
    shown = admin_client.get(reverse("webhook_deliveries"), chosen).content.decode()

    assert (delivery.key in shown) is is_shown


def test_the_log_costs_as_many_queries_with_many_lines(
    admin_client, delivery, django_assert_max_num_queries
):
    for _ in range(10):
        Delivery.objects.create(
            endpoint=delivery.endpoint, event="page.moved", subject="a", data={}
        )
    admin_client.get(reverse("webhook_deliveries"))
    with django_assert_max_num_queries(12):
        admin_client.get(reverse("webhook_deliveries"))


def test_a_delivery_is_sent_again_from_the_log(admin_client, delivery):
    admin_client.post(reverse("replay_webhook", args=[delivery.pk]))

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == (State.PENDING, 0)


def test_the_button_that_sends_again_has_what_the_server_wants_to_see(delivery, admin_user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin_user)
    shown = client.get(reverse("webhook_deliveries")).content.decode()
    address = reverse("replay_webhook", args=[delivery.pk])
    token = shown.partition(f'action="{address}"')[2].partition('value="')[2].partition('"')[0]

    assert client.post(address).status_code == 403
    assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 302
    assert client.get(address).status_code == 405


def test_what_is_no_more_is_not_sent_again(admin_client, publication):
    assert admin_client.post(reverse("replay_webhook", args=[1])).status_code == 404


def test_whoever_does_not_manage_endpoints_sees_nothing_of_them(moderator, delivery):
    for address in (
        reverse(LIST),
        reverse(EDIT, args=[delivery.endpoint_id]),
        reverse(ADD),
        reverse("webhook_deliveries"),
        reverse("webhook_deliveries_results"),
    ):
        shown = moderator.get(address, follow=True).content.decode()
        assert delivery.key not in shown
        assert delivery.endpoint.secret not in shown
    moderator.post(reverse("replay_webhook", args=[delivery.pk]))

    delivery.refresh_from_db()
    assert delivery.state == State.FAILED
    home = moderator.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("webhook_deliveries") not in home


def test_a_visitor_is_led_to_the_login(client, delivery):
    address = reverse("replay_webhook", args=[delivery.pk])

    assert "/login/" in client.post(address)["Location"]
    assert "/login/" in client.get(reverse("webhook_deliveries"))["Location"]
