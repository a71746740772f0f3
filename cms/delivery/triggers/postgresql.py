"""PostgreSQL: writers work side by side, so lines get their version when they commit.

A line is written without a version. At the end of its transaction, a deferred trigger takes a lock
and gives all new lines of the transaction the next number. The lock is held until the commit is
seen by others, so whoever comes later gets a higher number: versions are in the order of commits,
and transactions wait for each other only at their very end.
"""

from collections.abc import Iterator

from cms.delivery.tags import EVERYTHING
from cms.delivery.triggers.trigger import ROWS, TABLE, Trigger, insert_line, named_trigger
from cms.delivery.watched import Watched

#: Gives table and name of each trigger there is whose name begins as given.
INSTALLED = (
    "SELECT relname, tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
    "WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) AND tgname LIKE %s"
)

_EVERYTHING = f"INSERT INTO \"{TABLE}\" (tags) VALUES ('{EVERYTHING}');"

#: Imports insert many rows in a statement: it leaves one line, with every tag once.
_INSERTED = f"""
    INSERT INTO "{TABLE}" (tags) SELECT string_agg(DISTINCT tag, ' ')
    FROM inserted CROSS JOIN LATERAL unnest(string_to_array({{tags}}, ' ')) AS tag
    WHERE tag <> '' HAVING count(*) > 0;
"""

#: The first line of a transaction goes to the end of the queue of deferred triggers, behind the
#: checks of foreign keys. These may wait for other transactions; who has the lock must not.
_NUMBER = f"""
    IF TG_OP = 'INSERT' THEN
        IF current_setting('journal.queued', true) = 'yes' THEN
            RETURN NULL;
        END IF;
        PERFORM set_config('journal.queued', 'yes', true);
        UPDATE "{TABLE}" SET version = NULL WHERE id = NEW.id;
    ELSE
        PERFORM set_config('journal.queued', '', true);
        PERFORM pg_advisory_xact_lock('"{TABLE}"'::regclass::oid::bigint);
        next := nextval(pg_get_serial_sequence('"{TABLE}"', 'id'));
        UPDATE "{TABLE}" SET version = next, nonce = left(gen_random_uuid()::text, 8)
        WHERE version IS NULL;
    END IF;
"""


def drop(trigger: tuple[str, str]) -> str:
    """Return the statement that removes a trigger, given its table and name."""
    return f'DROP FUNCTION "{trigger[1]}"() CASCADE'


def numbering() -> Trigger:
    """Return the trigger that gives lines their version."""
    return _trigger(
        TABLE,
        "number",
        f'CREATE CONSTRAINT TRIGGER "{{name}}" AFTER INSERT OR UPDATE ON "{TABLE}" '
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.version IS NULL)",
        _NUMBER,
    )


def watching(watched: Watched) -> Iterator[Trigger]:
    """Yield the triggers of one table."""
    changed = " OR ".join(
        f'OLD."{column}" IS DISTINCT FROM NEW."{column}"' for column in watched.columns
    )
    yield _trigger(
        watched.table,
        "insert",
        f'CREATE TRIGGER "{{name}}" AFTER INSERT ON "{watched.table}" '
        "REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT",
        _INSERTED.format(tags=watched.tags("inserted")),
    )
    for event in ("update", "delete"):
        condition = f" WHEN ({changed or 'false'})" if event == "update" else ""
        yield _trigger(
            watched.table,
            event,
            f'CREATE TRIGGER "{{name}}" AFTER {event} ON "{watched.table}" FOR EACH ROW{condition}',
            f"{insert_line(watched, ROWS[event])};",
        )
    yield _trigger(
        watched.table,
        "truncate",
        f'CREATE TRIGGER "{{name}}" AFTER truncate ON "{watched.table}"',
        _EVERYTHING,
    )


def _trigger(table: str, event: str, create: str, body: str) -> Trigger:
    """Return a trigger, with a function of its own that has the same name."""
    return named_trigger(
        table,
        event,
        'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $journal$ '
        f"DECLARE next bigint; BEGIN {body} RETURN NULL; END $journal$; "
        f'{create} EXECUTE FUNCTION "{{name}}"()',
    )
