"""The addresses of engines: each function turns one into the settings of who asks the engine.

It raises ValueError where the text is no such address.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import environ

from cms.environment.values import web_address

#: For how many seconds a database may take to be connected to.
PATIENCE = 10


def database(text: str) -> dict[str, Any]:
    """A database address: ``sqlite:///path`` or ``postgres://user:password@host:port/name``.

    SQLite's path is a file, which need not exist, in a folder that does. PostgreSQL's address may
    end with ``?pool=``, how many connections a process has at most, which its threads share; with
    ``prepare_threshold=none`` where a pooler between gives each transaction another connection.
    """
    # Of other addresses django-environ warns, and shows them with their passwords.
    if not re.match(r"sqlite:///.|postgres(ql)?://", text):
        raise ValueError
    try:
        config = dict(environ.Env.db_url_config(text))
    except (environ.ImproperlyConfigured, KeyError) as error:
        raise ValueError from error
    name = config.get("NAME")
    if not name:
        raise ValueError
    options = config.get("OPTIONS", {})
    if "prepare_threshold" in options:
        threshold = str(options["prepare_threshold"])
        options["prepare_threshold"] = None if threshold.lower() == "none" else int(threshold)
    sqlite = config["ENGINE"] == "django.db.backends.sqlite3"
    if "pool" in options:
        most = int(options["pool"])
        # A worker says that it lives while it works: on a connection beside that of its task.
        if sqlite or most < 2:
            raise ValueError
        # Who waits for longer than for a connection waits for a server that is not there.
        options["pool"] = {"min_size": 1, "max_size": most, "timeout": PATIENCE}
    # What SQLite keeps in memory is gone with the command that made it.
    if sqlite and (name == ":memory:" or Path(name).is_dir() or not Path(name).parent.is_dir()):
        raise ValueError
    if config.keys() & _DJANGOS:
        raise ValueError
    if not sqlite:
        _refuse_unknown_options(options)
    elif options:
        raise ValueError
    return config


#: What django-environ takes for settings of Django's, of which none is left to an address.
_DJANGOS = {
    "ATOMIC_REQUESTS",
    "AUTOCOMMIT",
    "CONN_HEALTH_CHECKS",
    "CONN_MAX_AGE",
    "DISABLE_SERVER_SIDE_CURSORS",
}

#: Options of PostgreSQL's address that are not its client library's, but Django's or the driver's.
_NOT_LIBPQ = {"pool", "prepare_threshold", "server_side_binding", "isolation_level", "assume_role"}

#: What the client library takes, of which it says only when it connects.
_SSL_MODES = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}


def _refuse_unknown_options(options: dict[str, Any]) -> None:
    """Raise ValueError where PostgreSQL's client library would refuse an option of an address."""
    from psycopg import ProgrammingError, conninfo  # noqa: PLC0415  on SQLite it is not needed

    known = {name: value for name, value in options.items() if name not in _NOT_LIBPQ}
    if str(known.get("sslmode", "prefer")) not in _SSL_MODES:
        raise ValueError
    try:
        conninfo.make_conninfo("", **known)
        conninfo.timeout_from_conninfo(known)
    except ProgrammingError as error:
        raise ValueError from error


def cache(text: str) -> dict[str, Any]:
    """The address of a Redis or Valkey server: ``redis://host:port/number``, or ``rediss://``."""
    parts = urlsplit(text)
    number = parts.path.strip("/")
    if parts.scheme not in ("redis", "rediss") or not parts.hostname or parts.port == 0:
        raise ValueError
    if number and not number.isdecimal():
        raise ValueError
    _refuse_unknown_redis_options(text)
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": text,
        # A server that does not answer must not hold readers up.
        "OPTIONS": {"socket_timeout": 1.0, "socket_connect_timeout": 0.5},
    }


def _refuse_unknown_redis_options(address: str) -> None:
    """Raise ValueError where Redis's client would refuse an option of an address."""
    from redis import ConnectionPool  # noqa: PLC0415  without such an address it is not needed

    try:
        ConnectionPool.from_url(address).make_connection()  # which connects when it is used
    except TypeError as error:
        raise ValueError from error


def cdn(text: str) -> dict[str, Any]:
    """A CDN to be told of changes, as an entry of Wagtail's ``WAGTAILFRONTENDCACHE``."""
    parts = urlsplit(text)
    host, token = parts.netloc.rpartition("@")[2], unquote(parts.username or "")
    settings: dict[str, dict[str, str]] = {
        "cloudflare": {"ZONE": host, "TOKEN": token},
        "fastly": {"SERVICE": host, "TOKEN": token},
        "cloudfront": {"DISTRIBUTION": host},
        "varnish": {"LOCATION": f"http://{host}"},
    }
    needed = settings.get(parts.scheme, {})
    if not needed or not all(needed.values()) or not host or parts.path not in ("", "/"):
        raise ValueError
    if parts.port == 0 or parts.query:  # Asking for a port that is no number raises ValueError.
        raise ValueError
    return {"BACKEND": f"cms.delivery.cdn.{parts.scheme.title()}Backend", **needed}


def storage(text: str) -> dict[str, Any]:
    """A bucket of an S3-compatible service, ``s3://KEY:SECRET@BUCKET?endpoint=…&region=…&address=…``.

    The key may be left out where the machine has a role of its own. ``endpoint`` is the service's
    address, without which it is AWS; ``address`` is where readers find the bucket's files, if not
    there.

    Returns:
        Options of django-storages' ``S3Storage``, with the readers' host as ``custom_domain``.
    """
    parts = urlsplit(text)
    bucket = parts.netloc.rpartition("@")[2]
    query = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    if parts.scheme != "s3" or not re.fullmatch(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", bucket):
        raise ValueError
    if parts.path not in ("", "/") or query.keys() - {"endpoint", "region", "address"}:
        raise ValueError
    if bool(parts.username) != bool(parts.password):
        raise ValueError
    options: dict[str, Any] = {"bucket_name": bucket}
    if parts.username and parts.password:
        options["access_key"] = unquote(parts.username)
        options["secret_key"] = unquote(parts.password)
    if "endpoint" in query:
        options |= {"endpoint_url": web_address(query["endpoint"]), "addressing_style": "path"}
    if "region" in query:
        options["region_name"] = query["region"]
    if "address" in query:
        readers = urlsplit(web_address(query["address"]))
        options |= {"custom_domain": readers.netloc, "url_protocol": f"{readers.scheme}:"}
    return options


def search_engine(text: str) -> dict[str, Any]:
    """A search engine, as an entry of Wagtail's ``WAGTAILSEARCH_BACKENDS``.

    ``elasticsearch://USER:PASSWORD@HOST:PORT/PREFIX`` or ``opensearch://…``, where all names of
    indexes begin with the prefix; ``elasticsearch+http://`` and ``opensearch+http://`` are for one
    that is not asked over an encrypted connection.
    """
    parts = urlsplit(text)
    engine, _, scheme = parts.scheme.partition("+")
    prefix = parts.path.strip("/")
    if engine not in ("elasticsearch", "opensearch") or scheme not in ("", "http"):
        raise ValueError
    # Asking for a port that is no number raises ValueError.
    if not parts.hostname or parts.port == 0 or parts.query or parts.fragment:
        raise ValueError
    if bool(parts.username) != bool(parts.password) or not re.fullmatch(r"([a-z][\w-]*)?", prefix):
        raise ValueError
    host: dict[str, Any] = {"host": parts.hostname, "port": parts.port or (80 if scheme else 443)}
    # A reader does not wait for a second attempt, and a task that fails is tried again.
    options: dict[str, Any] = {"max_retries": 0}
    if engine == "elasticsearch":
        host["scheme"] = scheme or "https"
    else:
        options |= {"use_ssl": not scheme, "verify_certs": not scheme}
    if parts.username and parts.password:
        user = [unquote(parts.username), unquote(parts.password)]
        options["basic_auth" if engine == "elasticsearch" else "http_auth"] = user
    return {
        "BACKEND": f"cms.search.engines.{engine}",
        "HOSTS": [host],
        "INDEX_PREFIX": f"{prefix or 'mosaic'}_",
        "OPTIONS": options,
    }


def tasks(text: str) -> tuple[str, str]:
    """Where tasks wait: ``immediate``, ``database``, or the address of a Redis or Valkey server.

    Returns:
        ``immediate``, ``database``, or ``redis``, and the server's address.
    """
    if text in ("immediate", "database"):
        return text, ""
    cache(text)
    return "redis", text


def translator(text: str) -> dict[str, Any]:
    """A machine translator, as wagtail-localize's ``WAGTAILLOCALIZE_MACHINE_TRANSLATOR``.

    ``deepl://KEY``, or ``libretranslate://HOST`` with a key before an ``@`` where the server wants
    one; ``libretranslate+http://`` is for a server that is not asked over an encrypted connection.
    """
    parts = urlsplit(text)
    key, _, host = parts.netloc.rpartition("@")
    if not host or re.search(r"\s", text) or parts.query or parts.fragment:
        raise ValueError
    if parts.scheme == "deepl" and not key and not parts.path:
        return {
            "CLASS": "cms.translation.machines.DeepL",
            "OPTIONS": {"AUTH_KEY": unquote(host)},
        }
    if parts.scheme in ("libretranslate", "libretranslate+http") and parts.hostname:
        scheme = "http" if parts.scheme.endswith("+http") else "https"
        # Asking for a port that is no number raises ValueError.
        if parts.port == 0:
            raise ValueError
        return {
            "CLASS": "cms.translation.machines.LibreTranslate",
            "OPTIONS": {
                "LIBRETRANSLATE_URL": f"{scheme}://{host}{parts.path.rstrip('/')}",
                "API_KEY": unquote(key),
            },
        }
    raise ValueError


def mail(text: str) -> dict[str, Any]:
    """Django's settings for the server that mails are given to."""
    parts = urlsplit(text)
    if parts.scheme not in environ.Env.EMAIL_SCHEMES:
        raise ValueError
    # Asking for a port that is no number raises ValueError.
    if parts.scheme.startswith("smtp") and (not parts.hostname or parts.port == 0):
        raise ValueError
    if parts.query:
        raise ValueError
    settings: dict[str, Any] = environ.Env.email_url_config(text)
    return settings
