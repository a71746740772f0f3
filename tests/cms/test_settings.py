"""The settings, read in a process that starts with a given environment."""

import json
import shutil

import pytest
from django.db import connection

from tests.processes import BASE_DIR, manage, python

SECRET = "a-key-that-is-long-enough-for-anybody-who-checks-it"
PRODUCTION = {
    "SECRET_KEY": SECRET,
    "BASE_URL": "https://cms.example.org",
    "ALLOWED_HOSTS": "cms.example.org",
}


def settings_of(*names: str, **variables: str):
    """Return settings, as the module has them in that environment."""
    code = (
        f"import json, cms.settings as s;print(json.dumps([getattr(s, name) for name in {names}]))"
    )
    done = python("-c", code, **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        (
            {"SECRET_KEY": ""},
            "SECRET_KEY is not set; it takes a random text of at least 50 characters that nobody "
            "else knows.",
        ),
        (
            {"SECRET_KEY": "hunter2"},
            "SECRET_KEY is not valid; it takes a random text of at least 50 characters that "
            "nobody else knows.",
        ),
        (
            {"EMAIL_FROM": "hunter2"},
            "EMAIL_FROM is not valid; it takes the address that mails come from, such as "
            "cms@example.org or Mosaic <cms@example.org>.",
        ),
        (
            {"BASE_URL": ""},
            "BASE_URL is not set; it takes the address that this server is reached at, such as "
            "https://cms.example.org.",
        ),
        (
            {"BASE_URL": "https://me:hunter2@cms.example.org"},
            "BASE_URL is not valid; it takes the address that this server is reached at, such as "
            "https://cms.example.org.",
        ),
        (
            {"ALLOWED_HOSTS": ""},
            "ALLOWED_HOSTS is not set; it takes host names separated by commas.",
        ),
        (
            {"LOG_LEVEL": "loud"},
            "LOG_LEVEL is not valid; it takes INFO, WARNING, or ERROR.",
        ),
        (
            {"METRICS_TOKEN": "hunter2"},
            "METRICS_TOKEN is not valid; it takes a random text of at least 32 letters, digits, "
            "and signs, which Prometheus shows at /metrics.",
        ),
        (
            {"METRICS_TOKEN": "é" * 40},
            "METRICS_TOKEN is not valid; it takes a random text of at least 32 letters, digits, "
            "and signs, which Prometheus shows at /metrics.",
        ),
        (
            {"ALLOWED_HOSTS": "https://cms.example.org"},
            "ALLOWED_HOSTS is not valid; it takes host names separated by commas.",
        ),
        ({"DEBUG": "perhaps"}, "DEBUG is not valid; it takes true or false."),
        ({"PORT": "80000"}, "PORT is not valid; it takes a port number from 1 to 65535."),
        (
            {"DATABASE_URL": "mysql://me:hunter2@db/mosaic"},
            "DATABASE_URL is not valid; it takes sqlite:///PATH, in a folder that exists, or "
            "postgres://USER:PASSWORD@HOST:PORT/NAME.",
        ),
        (
            {"DATABASE_URL": "me:hunter2@db"},
            "DATABASE_URL is not valid; it takes sqlite:///PATH, in a folder that exists, or "
            "postgres://USER:PASSWORD@HOST:PORT/NAME.",
        ),
        (
            {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
            "DATABASE_URL is not valid; it takes sqlite:///PATH, in a folder that exists, or "
            "postgres://USER:PASSWORD@HOST:PORT/NAME.",
        ),
        (
            {"DATABASE_URL": "sqlite:///"},
            "DATABASE_URL is not valid; it takes sqlite:///PATH, in a folder that exists, or "
            "postgres://USER:PASSWORD@HOST:PORT/NAME.",
        ),
        (
            {"CORS_ALLOWED_ORIGINS": "https://www.example.org, everywhere"},
            "CORS_ALLOWED_ORIGINS is not valid; it takes the addresses of front ends, separated "
            "by commas, such as https://www.example.org.",
        ),
        (
            {"CACHE_URL": "memcached://cache"},
            "CACHE_URL is not valid; it takes redis://HOST:PORT/NUMBER, or rediss:// for an "
            "encrypted connection.",
        ),
        (
            {"CDN_URL": "cloudflare://zone"},
            "CDN_URL is not valid; it takes cloudflare://TOKEN@ZONE, fastly://TOKEN@SERVICE, "
            "cloudfront://DISTRIBUTION, or varnish://HOST:PORT.",
        ),
        (
            {"CDN_MAX_AGE": "an hour"},
            "CDN_MAX_AGE is not valid; it takes the number of seconds for which a CDN may give an "
            "answer without asking.",
        ),
        (
            {"TRANSLATOR_URL": "https://translate.example.org"},
            "TRANSLATOR_URL is not valid; it takes deepl://KEY, libretranslate://HOST, or "
            "libretranslate://KEY@HOST.",
        ),
        (
            {"WEBHOOKS_NETWORKS": "10.1.2.3/8"},
            "WEBHOOKS_NETWORKS is not valid; it takes networks separated by commas, such as "
            "10.1.2.0/24.",
        ),
        (
            {"ADMIN_OTP": "perhaps"},
            "ADMIN_OTP is not valid; it takes optional or required.",
        ),
        (
            {"API_RATE": "600"},
            "API_RATE is not valid; it takes how often one network address may ask, such as "
            "600/minute.",
        ),
        (
            {"PHOTO_FORMATS": "webp, jpeg2000"},
            "PHOTO_FORMATS is not valid; it takes webp, avif, or both with a comma.",
        ),
        (
            {"TIME_ZONE": "Europe/Fez"},
            "TIME_ZONE is not valid; it takes a time zone such as Europe/Paris.",
        ),
        *(
            (
                {"DATABASE_URL": f"postgres://me:hunter2@db/mosaic?{option}"},
                "DATABASE_URL is not valid; it takes sqlite:///PATH, in a folder that exists, or "
                "postgres://USER:PASSWORD@HOST:PORT/NAME.",
            )
            for option in (
                "sslmode=bogus",
                "sslmodus=require",
                "connect_timeout=soon",
                "conn_max_age=abc",
            )
        ),
        (
            {"DATABASE_URL": "sqlite:////tmp/mosaic.sqlite3?journal=wal"},
            "DATABASE_URL is not valid; it takes sqlite:///PATH, in a folder that exists, or "
            "postgres://USER:PASSWORD@HOST:PORT/NAME.",
        ),
        (
            {"CACHE_URL": "redis://cache?foo=bar"},
            "CACHE_URL is not valid; it takes redis://HOST:PORT/NUMBER, or rediss:// for an "
            "encrypted connection.",
        ),
        (
            {"CDN_URL": "varnish://cache:0"},
            "CDN_URL is not valid; it takes cloudflare://TOKEN@ZONE, fastly://TOKEN@SERVICE, "
            "cloudfront://DISTRIBUTION, or varnish://HOST:PORT.",
        ),
        (
            {"EMAIL_URL": "smtp://mail?timeout=x"},
            "EMAIL_URL is not valid; it takes smtp://USER:PASSWORD@HOST:PORT, or smtp+tls:// or "
            "smtp+ssl:// where it is encrypted, or consolemail:// to print mails.",
        ),
        (
            {"VAR_DIR": "/proc"},
            "VAR_DIR cannot be written to; it takes a folder that can be written to.",
        ),
        (
            {"VAR_DIR": "/proc/var"},
            "VAR_DIR cannot be made; it takes a folder that can be written to.",
        ),
        (
            {"VAR_DIR": "manage.py"},
            "VAR_DIR cannot be made; it takes a folder that can be written to.",
        ),
    ],
    ids=lambda value: "=".join(*value.items()) if isinstance(value, dict) else "",
)
def test_a_missing_or_wrong_setting_stops_the_start_with_one_sentence(variables, sentence):
    done = manage("check", **{**PRODUCTION, **variables})

    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr == f"Mosaic cannot start: {sentence}\n"


def test_the_production_server_stops_with_the_same_sentence():
    done = python("-c", "import cms.wsgi")

    assert done.returncode != 0
    assert done.stderr.startswith("Mosaic cannot start: SECRET_KEY is not set;")
    assert done.stderr.count("\n") == 1


def test_production_starts_with_three_variables(tmp_path):
    done = manage("check", **PRODUCTION, VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")


def test_production_passes_the_checks_of_what_is_to_be_served_to_all(tmp_path):
    done = manage(
        "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION, VAR_DIR=str(tmp_path)
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_whoever_comes_over_plain_http_is_led_to_https_for_a_year():
    names = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")

    assert settings_of(*names, **PRODUCTION) == [True, 31_536_000]


def test_browsers_may_be_left_to_come_over_plain_http():
    assert settings_of("SECURE_HSTS_SECONDS", **PRODUCTION, HSTS_SECONDS="0") == [0]


def test_what_was_signed_by_a_key_of_before_is_still_taken(tmp_path):
    signed = python(
        "-c",
        "from django.core.signing import dumps; print(dumps('door'))",
        **PRODUCTION,
        DJANGO_SETTINGS_MODULE="cms.settings",
    ).stdout.strip()
    renewed = {**PRODUCTION, "SECRET_KEY": SECRET[::-1], "SECRET_KEY_FALLBACKS": SECRET}

    done = python(
        "-c",
        f"from django.core.signing import loads; print(loads({signed!r}))",
        **renewed,
        DJANGO_SETTINGS_MODULE="cms.settings",
    )

    assert done.stdout == "door\n", done.stderr


def test_debug_is_off_unless_it_is_asked_for():
    assert settings_of("DEBUG", **PRODUCTION) == [False]


def test_development_needs_one_variable():
    names = ("DEBUG", "BASE_URL", "ALLOWED_HOSTS", "TIME_ZONE")

    assert settings_of(*names, DEBUG="true") == [
        True,
        "http://127.0.0.1:8000",
        ["127.0.0.1", "localhost", "[::1]"],
        "UTC",
    ]


def test_in_development_the_address_has_the_port_that_is_asked_for():
    assert settings_of("BASE_URL", DEBUG="true", PORT="8123") == ["http://127.0.0.1:8123"]


def test_all_that_makes_whole_addresses_is_told_the_same_base():
    names = ("BASE_URL", "WAGTAILADMIN_BASE_URL", "WAGTAILAPI_BASE_URL")

    assert set(settings_of(*names, **PRODUCTION)) == {"https://cms.example.org"}


@pytest.mark.parametrize(("scheme", "secure"), [("https", True), ("http", False)])
def test_cookies_are_for_https_only_where_the_server_is_reached_so(scheme, secure):
    variables = {**PRODUCTION, "BASE_URL": f"{scheme}://cms.example.org"}
    code = (
        "import cms.settings as s; from django.conf import settings;"
        "print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE)"
    )

    done = python("-c", code, DJANGO_SETTINGS_MODULE="cms.settings", **variables)

    assert done.stdout.split() == [str(secure), str(secure)]


def test_the_embedded_database_is_in_the_folder_for_what_is_written_while_running(tmp_path):
    folder = tmp_path / "a+b #1 100%20?" / "var"

    [databases] = settings_of("DATABASES", DEBUG="true", VAR_DIR=str(folder))

    assert databases["default"]["NAME"] == str(folder / "mosaic.sqlite3")
    assert folder.is_dir()


def test_the_embedded_database_stays_open_and_lets_readers_read_while_one_writes(tmp_path):
    [databases] = settings_of("DATABASES", DEBUG="true", VAR_DIR=str(tmp_path))

    assert databases["default"]["CONN_MAX_AGE"] is None
    assert databases["default"]["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in databases["default"]["OPTIONS"]["init_command"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="is about SQLite")
def test_sqlite_writes_ahead(db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


def test_a_database_address_moves_it_to_postgresql_with_its_options():
    [databases] = settings_of(
        "DATABASES", DEBUG="true", DATABASE_URL="postgres://me@db/mosaic?sslmode=require"
    )

    assert databases["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert databases["default"]["OPTIONS"] == {
        "sslmode": "require",
        "prepare_threshold": 2,
        "connect_timeout": 10,
    }


def test_postgresql_can_be_left_to_plan_each_time():
    [databases] = settings_of(
        "DATABASES", DEBUG="true", DATABASE_URL="postgres://me@db/mosaic?prepare_threshold=None"
    )

    assert databases["default"]["OPTIONS"]["prepare_threshold"] is None


def test_behind_a_pooler_nothing_is_left_for_another_connection():
    [databases] = settings_of(
        "DATABASES", DEBUG="true", DATABASE_URL="postgres://me@db/mosaic?prepare_threshold=none"
    )

    assert databases["default"]["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_threads_keep_their_connections():
    [databases] = settings_of("DATABASES", DEBUG="true", DATABASE_URL="postgres://me@db/mosaic")

    assert databases["default"]["CONN_MAX_AGE"] is None
    assert databases["default"]["CONN_HEALTH_CHECKS"] is True


def test_threads_can_share_connections():
    [databases] = settings_of(
        "DATABASES", DEBUG="true", DATABASE_URL="postgres://me@db/mosaic?pool=4"
    )

    assert databases["default"]["OPTIONS"]["pool"] == {
        "min_size": 1,
        "max_size": 4,
        "timeout": 10,
    }
    assert databases["default"]["CONN_MAX_AGE"] == 0


def test_what_a_pool_cannot_connect_to_is_one_sentence_too(tmp_path):
    address = "postgres://me:hunter2@127.0.0.1:1/mosaic?pool=4"

    done = manage("migrate", DEBUG="true", VAR_DIR=str(tmp_path), DATABASE_URL=address)

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: It does not answer: ")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_is_only_read_is_enough_where_nothing_is_written_to_it():
    done = manage(
        "version",
        **PRODUCTION,
        VAR_DIR="/proc",
        DATABASE_URL="postgres://me@db/mosaic",
        STORAGE_URL="s3://uploads",
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "address", ["postgres://me@db/mosaic?pool=1", "postgres://me@db/mosaic?pool=some"]
)
def test_a_pool_has_connections(address):
    done = manage("check", DEBUG="true", DATABASE_URL=address)

    assert done.returncode == 1
    assert "DATABASE_URL is not valid; it takes " in done.stderr


def test_a_file_beside_manage_py_is_read(tmp_path):
    shutil.copytree(BASE_DIR / "cms", tmp_path / "cms")
    (tmp_path / ".env").write_text("DEBUG=true\nPORT=8456\n")
    code = (
        "import os, sys; del os.environ['DEBUG'], os.environ['PORT'];"
        f"sys.path.insert(0, {str(tmp_path)!r}); import cms.settings as s; print(s.BASE_URL)"
    )

    done = python("-c", code)

    assert done.stdout == "http://127.0.0.1:8456\n", done.stderr


def test_hebrew_is_set_from_right_to_left(settings):
    assert settings.LANGUAGES_BIDI == ["he"]


@pytest.mark.parametrize(
    "name", ["LANGUAGES", "WAGTAIL_CONTENT_LANGUAGES", "WAGTAILADMIN_PERMITTED_LANGUAGES"]
)
def test_pages_and_admin_offer_the_three_languages(settings, name):
    assert [code for code, _ in getattr(settings, name)] == ["en", "fr", "he"]


def test_a_started_translation_does_not_go_live_by_itself(settings):
    assert settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE is False


def test_the_search_application_is_not_installed_twice(settings):
    # wagtail.search is modelsearch's; with both, every save fails.
    assert "modelsearch" not in settings.INSTALLED_APPS


def test_documents_are_given_by_a_view_that_asks_for_permission(settings):
    assert settings.WAGTAILDOCS_SERVE_METHOD == "serve_view"
