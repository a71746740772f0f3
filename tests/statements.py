"""What SQL does."""

import re

#: PostgreSQL may write in a query that begins with WITH.
_READING = re.compile(r'SELECT\b|WITH\b(?!.*\b(INSERT INTO|UPDATE "|DELETE FROM)\b)', re.DOTALL)


def written(queries) -> list[str]:
    """Return those of the captured statements that do more than read."""
    return [query["sql"] for query in queries if not _READING.match(query["sql"])]
