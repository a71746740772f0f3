import secrets
from ipaddress import ip_network
from pathlib import Path

import pytest

from cms.environment import engines, values
from cms.environment.reading import SettingError, read, read_file


def test_a_variable_is_converted(monkeypatch):
    monkeypatch.setenv("PORT", "8001")

    assert read("PORT", values.port, "a port", 8000) == 8001


def test_a_variable_that_is_not_set_has_its_default(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)

    assert read("PORT", values.port, "a port", 8000) == 8000


def test_an_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("PORT", " ")

    assert read("PORT", values.port, "a port", 8000) == 8000


def test_a_required_variable_that_is_not_set_stops_with_a_sentence(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    with pytest.raises(SettingError) as stop:
        read("SECRET_KEY", values.secret, "a random text")

    assert str(stop.value) == "Mosaic cannot start: SECRET_KEY is not set; it takes a random text."


def test_a_wrong_variable_stops_with_a_sentence_that_does_not_repeat_it(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hunter2")

    with pytest.raises(SettingError) as stop:
        read("SECRET_KEY", values.secret, "a random text")

    assert str(stop.value) == (
        "Mosaic cannot start: SECRET_KEY is not valid; it takes a random text."
    )


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


@pytest.mark.parametrize(
    ("text", "engine", "name"),
    [
        ("sqlite:////srv/mosaic.sqlite3", "sqlite3", "/srv/mosaic.sqlite3"),
        ("sqlite:///mosaic.sqlite3", "sqlite3", "mosaic.sqlite3"),
        ("postgres://me:p%40ss@db:5433/mosaic", "postgresql", "mosaic"),
        ("postgresql://me@db/mosaic?sslmode=require", "postgresql", "mosaic"),
    ],
)
def test_a_database_is_sqlite_or_postgresql(text, engine, name):
    config = engines.database(text)

    assert config["ENGINE"] == f"django.db.backends.{engine}"
    assert config["NAME"] == name


@pytest.mark.parametrize(
    "text", ["redis://127.0.0.1:6379/2", "rediss://:p%40ss@cache.example.org", "redis://cache/"]
)
def test_a_cache_is_a_redis_server(text):
    config = engines.cache(text)

    assert config["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert config["LOCATION"] == text


@pytest.mark.parametrize("text", ["redis:///1", "redis://cache/one", "redis://cache:0", "cache:1"])
def test_what_is_no_redis_server_is_no_cache(text):
    with pytest.raises(ValueError):  # noqa: PT011  it has no words: the setting's sentence has them
        engines.cache(text)


@pytest.mark.parametrize(
    ("text", "backend", "params"),
    [
        ("cloudflare://t%40k@zone", "CloudflareBackend", {"ZONE": "zone", "TOKEN": "t@k"}),
        ("fastly://key@service", "FastlyBackend", {"SERVICE": "service", "TOKEN": "key"}),
        ("cloudfront://E2X", "CloudfrontBackend", {"DISTRIBUTION": "E2X"}),
        ("varnish://edge:6081", "VarnishBackend", {"LOCATION": "http://edge:6081"}),
    ],
)
def test_a_cdn_is_a_backend_with_what_it_needs(text, backend, params):
    assert engines.cdn(text) == {"BACKEND": f"cms.delivery.cdn.{backend}", **params}


@pytest.mark.parametrize(
    "text", ["cloudflare://zone", "fastly://key@", "akamai://x", "varnish://", "E2X", "cdn"]
)
def test_what_is_no_cdn_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        engines.cdn(text)


@pytest.mark.parametrize(
    ("text", "machine", "options"),
    [
        ("deepl://a-Key:fx", "DeepL", {"AUTH_KEY": "a-Key:fx"}),
        (
            "libretranslate://translate.example.org",
            "LibreTranslate",
            {"LIBRETRANSLATE_URL": "https://translate.example.org", "API_KEY": ""},
        ),
        (
            "libretranslate+http://k%40y@10.0.0.2:5000/api/",
            "LibreTranslate",
            {"LIBRETRANSLATE_URL": "http://10.0.0.2:5000/api", "API_KEY": "k@y"},
        ),
    ],
)
def test_a_translator_is_a_class_with_what_it_needs(text, machine, options):
    assert engines.translator(text) == {
        "CLASS": f"cms.translation.machines.{machine}",
        "OPTIONS": options,
    }


@pytest.mark.parametrize(
    "text",
    ["deepl://", "deepl://key@host", "libretranslate://", "libretranslate://host:port", "dummy"],
)
def test_what_is_no_translator_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        engines.translator(text)


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


def test_a_database_address_says_where_the_server_is_and_who_asks():
    config = engines.database("postgres://me:p%40ss@db:5433/mosaic")

    assert [config[name] for name in ("USER", "PASSWORD", "HOST", "PORT")] == [
        "me",
        "p@ss",
        "db",
        5433,
    ]


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
        (engines.database, "mosaic.sqlite3"),
        (engines.database, "mysql://me@db/mosaic"),
        (engines.database, "postgres://me@db/"),
        (engines.database, "postgres://me@db:port/mosaic"),
        (engines.database, "sqlite://db/mosaic"),
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


@pytest.mark.parametrize("address", ["//me:hunter2@db/x", "nonsense://me:hunter2@db/x"])
def test_a_wrong_database_address_is_refused_without_a_warning_that_shows_it(recwarn, address):
    with pytest.raises(ValueError):  # noqa: PT011  its words are never shown
        engines.database(address)

    assert not recwarn.list


def test_a_file_adds_its_variables_to_the_environment(monkeypatch, tmp_path):
    for name in ("PORT", "TIME_ZONE"):
        monkeypatch.setenv(name, "taken out again, and restored after the test")
        monkeypatch.delenv(name)
    file = tmp_path / ".env"
    file.write_text("# The port\n\nPORT=8001\nexport TIME_ZONE='Europe/Paris'\n")

    read_file(file)

    assert read("PORT", values.port, "a port") == 8001
    assert read("TIME_ZONE", values.time_zone, "a time zone") == "Europe/Paris"


def test_a_variable_that_is_set_wins_over_the_file(monkeypatch, tmp_path):
    monkeypatch.setenv("PORT", "8002")
    file = tmp_path / ".env"
    file.write_text("PORT=8001\n")

    read_file(file)

    assert read("PORT", values.port, "a port") == 8002


def test_a_file_that_is_not_there_adds_nothing(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)

    read_file(Path("/nowhere/.env"))

    assert read("PORT", values.port, "a port", 8000) == 8000


def test_a_file_that_cannot_be_read_stops_with_one_sentence(tmp_path):
    with pytest.raises(SettingError, match="may not be read by this user"):
        read_file(tmp_path)


def test_a_line_of_the_file_that_sets_nothing_stops_without_being_shown(tmp_path, capfd):
    file = tmp_path / ".env"
    file.write_text("DEBUG=true\nSECRET_KEY = hunter2\n")

    with pytest.raises(SettingError) as stop:
        read_file(file)

    assert str(stop.value) == (
        "Mosaic cannot start: line 2 of .env is not a comment or NAME=value."
    )
    assert "hunter2" not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("immediate", ("immediate", "")),
        ("database", ("database", "")),
        ("redis://127.0.0.1:6379/1", ("redis", "redis://127.0.0.1:6379/1")),
    ],
)
def test_tasks_wait_in_one_of_three_places(text: str, place: tuple[str, str]):
    assert engines.tasks(text) == place


@pytest.mark.parametrize("text", ["later", "postgres://127.0.0.1/x", "redis://"])
def test_tasks_wait_nowhere_else(text: str):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        engines.tasks(text)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("s3://uploads", {"bucket_name": "uploads"}),
        (
            "s3://key:a%2Fb@uploads?region=eu-west-3",
            {
                "bucket_name": "uploads",
                "access_key": "key",
                "secret_key": "a/b",
                "region_name": "eu-west-3",
            },
        ),
        (
            "s3://uploads?endpoint=http://127.0.0.1:9000&address=https://media.example.org",
            {
                "bucket_name": "uploads",
                "endpoint_url": "http://127.0.0.1:9000",
                "addressing_style": "path",
                "custom_domain": "media.example.org",
                "url_protocol": "https:",
            },
        ),
    ],
)
def test_a_bucket_has_an_address(text: str, options: dict[str, str]):
    assert engines.storage(text) == options


@pytest.mark.parametrize(
    "text",
    [
        "uploads",
        "s3://",
        "s3://key@uploads",
        "s3://uploads/folder",
        "s3://uploads?colour=blue",
        "s3://uploads?endpoint=127.0.0.1",
        "https://uploads",
    ],
)
def test_what_is_no_bucket_is_refused(text: str):
    with pytest.raises(ValueError):  # noqa: PT011  as above
        engines.storage(text)


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
