"""What is done later, and what is done at its time."""

from cms.environment import engines
from cms.environment.reading import read
from cms.settings.delivery import WAGTAILFRONTENDCACHE

#: Where tasks wait to be done: "immediate" is nowhere, "database", or "redis".
TASKS_PLACE, _TASKS_REDIS = read(
    "TASKS",
    engines.tasks,
    "immediate, database, or the address of a Redis server, redis://HOST:PORT/NUMBER",
    ("immediate", ""),
)
TASKS = {
    "default": {
        "BACKEND": {
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
            "database": "django_tasks_db.DatabaseBackend",
            "redis": "django_tasks_rq.RQBackend",
        }[TASKS_PLACE],
    }
}
if TASKS_PLACE == "redis":
    # It has no tables: with its migrations, a database would lack some wherever TASKS is changed.
    MIGRATION_MODULES = {"django_rq": None}
    # Who waits for a server that is away, or hangs, is an editor; RQ has its workers wait longer.
    _PATIENCE = f"{'&' if '?' in _TASKS_REDIS else '?'}socket_connect_timeout=2&socket_timeout=5"
    RQ_QUEUES = {"default": {"URL": _TASKS_REDIS + _PATIENCE}}
    RQ = {
        "QUEUE_CLASS": "cms.tasks.redis_queue.RetryingQueue",
        "WORKER_CLASS": "cms.tasks.redis_queue.Worker",
        "JOB_CLASS": "django_tasks_rq.Job",
    }

#: What ``manage.py clock`` runs, each with its options.
CLOCK_EVERY_MINUTE = [
    "publish_scheduled",
    "rename_photos",
    "send_webhooks",
    *(["purge_cdn"] if WAGTAILFRONTENDCACHE else []),
]
CLOCK_EVERY_NIGHT = [
    "check_links --web",
    "forget_addresses",
    "prune_journal",
    "clearsessions",
    *(["prune_db_task_results"] if TASKS_PLACE == "database" else []),
]
