"""Trying each engine that the settings name."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from redis import Redis
from redis.exceptions import ResponseError
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.strings import StringValue

from cms.languages import LANGUAGES
from cms.operations.errors import in_short
from cms.operations.migrated import newest_migrations
from cms.search.checks import index_is_built_by_these_rules
from cms.tasks.attempts import living_workers
from cms.tasks.models import Worker
from cms.translation.machines import TranslatorError

#: For how long a task may wait before it is said that no worker does it.
_PATIENCE = timedelta(minutes=5)


class UnwellError(Exception):
    """What is wrong with an engine, as a sentence that says what to do."""


@dataclass(frozen=True)
class Finding:
    """What was found.

    Attributes:
        variable: the setting that names the engine.
        is_well: whether it works.
        sentence: what works, or what does not.
    """

    variable: str
    is_well: bool
    sentence: str


def examine() -> list[Finding]:
    """Try every engine; each is tried whatever is wrong with the others."""
    return [_try(variable, look) for variable, look in _LOOKS.items()]


def _try(variable: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(variable, True, look())
    except UnwellError as error:
        return Finding(variable, False, str(error))
    except Exception as error:
        return Finding(variable, False, in_short(error))


def look_at_database() -> str:
    """The database: it answers, has all tables, and can be written to."""
    with connection.cursor() as cursor:
        is_sqlite = connection.vendor == "sqlite"
        cursor.execute("SELECT sqlite_version()" if is_sqlite else "SHOW server_version")
        version = cursor.fetchone()[0]
    if newest_migrations() is None:
        raise UnwellError("Tables are missing: run python manage.py migrate.")
    with transaction.atomic():
        Worker.objects.create(name=f"doctor {uuid.uuid4()}", seen_at=timezone.now())
        transaction.set_rollback(True)
    return f"{connection.display_name} {version} answers, and takes changes."


def look_at_cache() -> str:
    """The cache that all processes share: it keeps what it is given."""
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        return "Not set: each process keeps its own answers."
    cache, key = caches["responses"], f"doctor-{uuid.uuid4()}"
    cache.set(key, "well", 10)
    if cache.get(key) != "well":
        raise UnwellError("It does not keep what it is given.")
    cache.delete(key)
    return "It answers, and keeps what it is given."


def look_at_tasks() -> str:
    """Where tasks wait: somebody does them."""
    if settings.TASKS_PLACE != "database" and (left := DBTaskResult.objects.ready().count()):
        raise UnwellError(
            f"{left} tasks wait in the database from before: run python manage.py db_worker with "
            "TASKS=database until it has none."
        )
    if settings.TASKS_PLACE == "immediate":
        return "Tasks are done at once."
    if settings.TASKS_PLACE == "redis":
        return _look_at_redis_queue()
    if not living_workers().exists():
        raise UnwellError("No worker lives: run python manage.py db_worker.")
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - _PATIENCE).count()
    failed = DBTaskResult.objects.failed().count()
    return f"Workers live; {late} tasks wait for over five minutes, {failed} failed."


def _look_at_redis_queue() -> str:
    import django_rq  # noqa: PLC0415  it needs its settings
    from rq import Worker as RedisWorker  # noqa: PLC0415

    queue = django_rq.get_queue()
    if not RedisWorker.all(queue=queue):
        raise UnwellError("No worker lives: run python manage.py rqworker --with-scheduler.")
    policy = _eviction_policy(queue.connection)
    if policy not in ("noeviction", None):
        raise UnwellError(
            "Where memory is short, the server throws tasks away: set its maxmemory-policy to "
            f"noeviction; it is {policy}."
        )
    said = f"Workers live; {queue.count} tasks wait, {queue.failed_job_registry.count} failed."
    if policy is None:
        said += " The server does not say its maxmemory-policy, which has to be noeviction."
    return said


def _eviction_policy(redis: Redis) -> str | None:
    """Return what a server does where its memory is full; None where it does not say.

    Managed servers refuse to show their configuration; this they may say.
    """
    try:
        policy: str | None = redis.info("memory").get("maxmemory_policy")
    except ResponseError:
        return None
    return policy


def look_at_storage() -> str:
    """Where media are: a file can be written, read, and deleted."""
    name = default_storage.save(f"doctor/{uuid.uuid4()}.txt", ContentFile(b"well"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"well":
                raise UnwellError("A file is not read as it was written.")
    finally:
        default_storage.delete(name)
    return "Files can be written, read, and deleted."


def look_at_mail() -> str:
    """The mail server: it takes a connection. Nothing is sent."""
    mail = get_connection()
    mail.open()
    mail.close()
    return "It takes mails." if "smtp" in settings.EMAIL_BACKEND else "Mails are printed."


def look_at_search() -> str:
    """The index: it is built, by the rules of this version, also that of a search engine."""
    for found in index_is_built_by_these_rules(databases=["default"]):
        raise UnwellError(f"{found.msg} {found.hint or ''}".strip())
    engine = get_search_backend()
    if not hasattr(engine, "version"):
        return "The index is there, in the database."
    version = engine.version()
    if not engine.is_built(Page):
        raise UnwellError("The engine has no index: run python manage.py update_index.")
    return f"The engine, {version}, answers, and has an index."


def look_at_translator() -> str:
    """The machine that translates: it does so with a word, from English to each other language."""
    machine = get_machine_translator()
    if machine is None:
        return "Not set: no machine translates."
    word = StringValue("Door")
    source, *targets = (Locale(language_code=language.code) for language in LANGUAGES)
    for target in targets:
        try:
            found = machine.translate(source, target, [word])
        except TranslatorError as error:
            raise UnwellError(f"{error} It was to be to {target.language_code}.") from error
        if word not in found:
            raise UnwellError(f"It gives no translation to {target.language_code}.")
    return f"{machine.display_name} translates."


def look_at_cdn() -> str:
    """The CDN: it takes what it is told. It is told to purge what it does not have."""
    backends = get_backends()
    if not backends:
        return "Not set: no CDN is told of changes."
    for backend in backends.values():
        backend.purge_nothing()
    return "It takes what it is told."


_LOOKS: dict[str, Callable[[], str]] = {
    "DATABASE_URL": look_at_database,
    "CACHE_URL": look_at_cache,
    "TASKS": look_at_tasks,
    "STORAGE_URL": look_at_storage,
    "EMAIL_URL": look_at_mail,
    "SEARCH_URL": look_at_search,
    "TRANSLATOR_URL": look_at_translator,
    "CDN_URL": look_at_cdn,
}
