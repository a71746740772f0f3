"""What the addresses of engines may be."""

import pytest

from cms.environment import engines


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


def test_a_database_address_says_where_the_server_is_and_who_asks():
    config = engines.database("postgres://me:p%40ss@db:5433/mosaic")

    assert [config[name] for name in ("USER", "PASSWORD", "HOST", "PORT")] == [
        "me",
        "p@ss",
        "db",
        5433,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "mosaic.sqlite3",
        "mysql://me@db/mosaic",
        "postgres://me@db/",
        "postgres://me@db:port/mosaic",
        "sqlite://db/mosaic",
    ],
)
def test_what_is_no_database_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  its words are never shown
        engines.database(text)


@pytest.mark.parametrize("address", ["//me:hunter2@db/x", "nonsense://me:hunter2@db/x"])
def test_a_wrong_database_address_is_refused_without_a_warning_that_shows_it(recwarn, address):
    with pytest.raises(ValueError):  # noqa: PT011  its words are never shown
        engines.database(address)

    assert not recwarn.list


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
