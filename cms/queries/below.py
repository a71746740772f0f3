"""``below``: a lookup that finds the part of a tree below a path, itself included."""

from typing import Any

from django.db.models import CharField, Lookup
from treebeard.mp_tree import MP_Node

#: What follows a path in one that is behind all that are below it: more than one step of the last
#: digit. The children that a step counts are more than any page has.
_LAST = MP_Node.alphabet[-1] * (MP_Node.steplen + 1)


@CharField.register_lookup
class Below(Lookup):
    """Whether a path in a tree begins with another one.

    Databases compare faster than they match patterns.
    """

    lookup_name = "below"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        path, parameters = self.process_lhs(compiler, connection)
        bounds = [*parameters, self.rhs, *parameters, self.rhs + _LAST]
        return f"({path} >= %s AND {path} <= %s)", bounds

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        # Nearly all of a tree is below what is asked for: other conditions have better indexes,
        # but without statistics SQLite takes this one.
        sql, parameters = self.as_sql(compiler, connection)
        return f"+{sql}", parameters
