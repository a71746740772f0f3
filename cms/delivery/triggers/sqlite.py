"""SQLite: a trigger for each event; writers take turns, so ids are in the order of commits."""

from collections.abc import Iterator

from cms.delivery.triggers.trigger import ROWS, TABLE, Trigger, insert_line, named_trigger
from cms.delivery.watched import Watched

#: Gives table and name of each trigger there is whose name begins as given.
INSTALLED = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"


def drop(trigger: tuple[str, str]) -> str:
    """Return the statement that removes a trigger, given its table and name."""
    return f'DROP TRIGGER "{trigger[1]}"'


def numbering() -> Trigger:
    """Return the trigger that gives a line its version."""
    return named_trigger(
        TABLE,
        "number",
        f'CREATE TRIGGER "{{name}}" AFTER INSERT ON "{TABLE}" FOR EACH ROW '
        "WHEN NEW.version IS NULL BEGIN "
        f'UPDATE "{TABLE}" SET version = NEW.id, nonce = lower(hex(randomblob(4))) '
        "WHERE id = NEW.id; END",
    )


def watching(watched: Watched) -> Iterator[Trigger]:
    """Yield the triggers of one table."""
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in watched.columns)
    for event, rows in ROWS.items():
        condition = f"WHEN {changed or 'false'} " if event == "update" else ""
        yield named_trigger(
            watched.table,
            event,
            f'CREATE TRIGGER "{{name}}" AFTER {event} ON "{watched.table}" FOR EACH ROW '
            f"{condition}BEGIN {insert_line(watched, rows)}; END",
        )
