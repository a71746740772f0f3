"""What plain variables take."""

import secrets
from ipaddress import ip_network

import pytest

from cms.environment import values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("1", True),
        ("Yes", True),
        ("on", True),
        ("false", False),
        ("0", False),
        ("NO", False),
        ("off", False),
    ],
)
def test_a_boolean_is_a_word(text, value):
    assert values.boolean(text) is value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("cms.example.org", ["cms.example.org"]),
        ("a.example, .b.example ,,[::1],*", ["a.example", ".b.example", "[::1]", "*"]),
    ],
)
def test_hosts_are_separated_by_commas(text, value):
    assert values.hosts(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://cms.example.org", "https://cms.example.org"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_web_address_is_given_without_a_slash_at_its_end(text, value):
    assert values.web_address(text) == value


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("60", 60)])
def test_a_whole_number_is_one(text, value):
    assert values.whole_number(text) == value


@pytest.mark.parametrize("text", ["-1", "1.5", "a minute"])
def test_what_is_no_whole_number_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        values.whole_number(text)


@pytest.mark.parametrize("text", ["", "perhaps", "optional, required", "Required"])
def test_what_is_not_one_of_the_words_is_refused(text: str):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        values.choice("optional", "required")(text)


def test_choices_are_words_with_commas():
    assert values.choices("avif", "webp")("avif, webp") == ["avif", "webp"]


@pytest.mark.parametrize("text", ["jpeg", "webp,", "webp avif"])
def test_a_word_that_is_not_offered_is_no_choice(text):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        values.choices("avif", "webp")(text)


@pytest.mark.parametrize(
    ("convert", "text"),
    [
        (values.boolean, "maybe"),
        (values.hosts, ","),
        (values.hosts, "https://cms.example.org"),
        (values.hosts, "cms.example.org:8000"),
        (values.hosts, "cms example"),
        (values.secret, "x" * 31),
        (values.web_address, "cms.example.org"),
        (values.web_address, "ftp://cms.example.org"),
        (values.web_address, "https://"),
        (values.web_address, "https://cms.example.org/cms"),
        (values.web_address, "https://cms.example.org?x=1"),
        (values.web_address, "https://cms.example.org#top"),
        (values.web_address, "https://me:secret@cms.example.org"),
        (values.web_address, "https://cms example.org"),
        (values.web_address, "https://cms.example.org:port"),
        (values.web_address, "https://cms.example.org:0"),
        (values.web_address, "https://cms.example.org:70000"),
        (values.web_address, "https://[::1"),
        (values.port, "0"),
        (values.port, "65536"),
        (values.port, "http"),
        (values.time_zone, "Paris"),
        (values.time_zone, "Europe"),
        (values.time_zone, "/etc/passwd"),
    ],
)
def test_what_a_variable_does_not_take_is_refused(convert, text):
    with pytest.raises(ValueError):  # noqa: PT011  its words are never shown
        convert(text)


def test_networks_are_separated_by_commas():
    assert values.networks("10.1.2.0/24, fd00::/8") == [
        ip_network("10.1.2.0/24"),
        ip_network("fd00::/8"),
    ]


@pytest.mark.parametrize("text", ["here", "10.1.2.3/8", "10.1.2.0/33", "10.1.2.0/24,", "localhost"])
def test_what_is_no_network_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  the settings make one sentence of all of them
        values.networks(text)


def test_front_ends_are_named_by_the_hosts_of_their_sites():
    text = "https://www.example.org, he.example=https://he.example.org/"

    assert values.front_ends(text) == {
        "default": "https://www.example.org",
        "he.example": "https://he.example.org",
    }


@pytest.mark.parametrize(
    "text", ["https://a.example,https://b.example", "a=https://a.example,a=https://b.example"]
)
def test_no_site_has_two_front_ends(text):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        values.front_ends(text)


def test_a_secret_key_is_what_the_check_for_deployment_asks_for():
    text = secrets.token_urlsafe(50)

    assert values.secret_key(text) == text


@pytest.mark.parametrize(
    "text", ["0123456789" * 4 + "012345678", "abcd" * 20, f"django-insecure-{'0123456789' * 5}"]
)
def test_what_that_check_would_warn_of_is_no_secret_key(text):
    with pytest.raises(ValueError):  # noqa: PT011  its words are never shown
        values.secret_key(text)


@pytest.mark.parametrize(
    "text",
    [
        "cms@example.org",
        "Mosaic <cms@example.org>",
        "Mosaïque <cms@example.org>",
        '"Mosaic, Fez" <cms@example.org>',
        "cms@localhost",
    ],
)
def test_mails_come_from_an_address_with_or_without_a_name(text):
    assert values.mail_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mosaic",
        "cms@",
        "Mosaic cms@example.org",
        "Mosaic <cms>",
        "Mosaic, Fez <cms@example.org>",
        "<cms@example.org> Mosaic",
        "a@example.org, b@example.org",
        "Mosaic\n<cms@example.org>",
    ],
)
def test_mails_come_from_nothing_else(text):
    with pytest.raises(ValueError):  # noqa: PT011  its words are never shown
        values.mail_address(text)
