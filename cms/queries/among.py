"""``among``: a lookup like ``in``, whose SQL is the same for any number of keys."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Field, ForeignObject, IntegerField, Lookup

from cms.queries.engine import vendor

#: No database has an integer as large as this.
_BEYOND = 2**63


@dataclass(frozen=True)
class Keys:
    """Stands in a queryset for keys that are given when it is asked: ``pk__among=Keys()``.

    Attributes:
        name: tells several of them apart.
    """

    name: str = "keys"


class Place:
    """Where something goes into SQL that is given when it is asked.

    Attributes:
        name: what is given by.
        sql: what stands there in PostgreSQL's SQL.
    """

    name: str
    sql = "%s"

    def fill(self, given: Any) -> Any:
        """Return the parameter for what is given."""
        raise NotImplementedError


class KeysPlace(Place):
    """Where keys of a field go into SQL."""

    def __init__(self, keys: Keys, field: Any) -> None:
        self.name = keys.name
        while field.is_relation:
            field = field.target_field
        self._field = field
        if isinstance(field, IntegerField):
            self._field = None
            self.sql = "%s::bigint[]"

    def fill(self, given: Iterable[Any]) -> Any:
        """Return the parameter for these keys. None, as of what was never saved, finds nothing."""
        is_sqlite = vendor() == "sqlite"
        if self._field is None:
            keys = [int(key) for key in given if key is not None]
            numbers = ",".join([str(key) for key in keys if -_BEYOND <= key < _BEYOND])
            # The driver would write an array at length.
            return f"[{numbers}]" if is_sqlite else f"{{{numbers}}}"
        to_python, prepare = self._field.to_python, self._field.get_db_prep_value
        values = [prepare(to_python(key), connection) for key in given if key is not None]
        return json.dumps(values) if is_sqlite else values


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """Whether a field is one of the keys that are given when the query is asked."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = self.process_lhs(compiler, connection)
        place = KeysPlace(self.rhs, self.lhs.output_field)
        return f"{sql} = ANY({place.sql})", [*parameters, place]

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = self.process_lhs(compiler, connection)
        place = KeysPlace(self.rhs, self.lhs.output_field)
        return f"{sql} IN (SELECT value FROM json_each(%s))", [*parameters, place]
