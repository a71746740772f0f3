"""One network address asks only so often for answers that have to be made."""

from typing import Any

import pytest

from cms.wsgi import application
from tests.cms.delivery.wsgi import Reply, ask

pytestmark = pytest.mark.usefixtures("publication")


def question(number: int, **sent: Any) -> Reply:
    """Ask what nobody asked before."""
    return ask(application, f"/api/v2/pages/?offset={number}&limit=7", **sent)


@pytest.fixture
def _rate(settings) -> None:
    settings.API_RATE = "2/hour"


def test_without_a_rate_nobody_is_counted():
    assert {question(number).status for number in range(5)} == {200}


@pytest.mark.usefixtures("_rate")
def test_one_too_many_is_refused_in_the_form_of_all_errors():
    answers = [question(number) for number in range(10, 13)]

    assert [answer.status for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert answers[-1].body == (
        b'{"message":"too many requests from this address; try again later"}'
    )


@pytest.mark.usefixtures("_rate")
def test_the_refusal_is_kept_nowhere(settings):
    refused = [question(number) for number in range(20, 23)][-1]
    assert refused.headers["cache-control"] == "no-store"

    settings.API_RATE = None
    assert question(22).status == 200


@pytest.mark.usefixtures("_rate")
def test_answers_that_are_kept_are_given_to_everybody():
    question(30)
    for number in (31, 32, 33):
        question(number)

    assert question(30).status == 200


@pytest.mark.usefixtures("_rate")
def test_each_address_is_counted_for_itself(settings):
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": 1}
    for number in (40, 41, 42):
        question(number, x_forwarded_for="192.0.2.7")

    assert question(43, x_forwarded_for="192.0.2.7").status == 429
    assert question(44, x_forwarded_for="192.0.2.8").status == 200


@pytest.mark.usefixtures("_rate")
def test_wrong_questions_are_counted_too():
    asked = [ask(application, f"/api/v2/pages/?limit=x{number}").status for number in range(3)]

    assert asked == [400, 400, 429]


@pytest.mark.usefixtures("_rate")
def test_readers_pages_are_not_counted():
    assert {ask(application, f"/en/?page={number}").status for number in range(3)} <= {200, 404}
