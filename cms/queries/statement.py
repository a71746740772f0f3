"""A queryset that is compiled once, and asked with other keys each time."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

from cms.queries.among import Place
from cms.queries.cursor import fetch_texts, repeating_cursor, with_literals
from cms.queries.engine import vendor
from cms.queries.known import KnownRows
from cms.queries.rows import TUPLES, instance_maker
from cms.queries.values import conversions, conversions_of_json, convert

#: What databases take as arguments of a function that makes an array.
MAX_JSON_COLUMNS = 100

#: What is given, such as keys, by the names of its places in a statement.
Given = dict[str, Any]


#: A statement's rows as one value, a line of JSON for each, by the kind of database.
_AS_LINES = {
    "sqlite": "(SELECT group_concat(json_array({columns}), char(10)) FROM ({sql}))",
    "postgresql": "(SELECT string_agg(json_build_array({columns})::text, chr(10)) "
    "FROM ({sql}) AS asked)",
}


class Compiled:
    """A queryset's SQL, and how its rows are read.

    Attributes:
        sql: with ``%s`` for each parameter.
        columns: what they are called in it.
        fits_json: whether its rows can come as JSON.
        comes_as_json: whether they do, also when nothing else is asked for in the same query.
    """

    def __init__(self, queryset: "QuerySet[Any, Any]") -> None:
        compiler: Any = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        self.sql, self._parameters = compiler.as_sql(with_col_aliases=True)
        self.columns = [alias for _, _, alias in compiler.select]
        self._conversions = conversions(compiler)
        of_json = conversions_of_json(compiler)
        self.fits_json = of_json is not None and len(self.columns) <= MAX_JSON_COLUMNS
        # PostgreSQL's driver makes moments and UUIDs in Python, at length.
        self.comes_as_json = self.fits_json and bool(of_json) and vendor() == "postgresql"
        of_instances = issubclass(queryset._iterable_class, ModelIterable)
        self._maker = instance_maker(compiler) if of_instances else TUPLES
        self._known = KnownRows(of_json or [], self._maker)

    @cached_property
    def as_lines(self) -> str:
        """The SQL of its rows as one value, a JSON array in a line for each."""
        columns = ", ".join(f'"{column}"' for column in self.columns)
        return _AS_LINES[vendor()].format(columns=columns, sql=self.sql)

    @cached_property
    def literal_sql(self) -> str:
        """The SQL with its parameters in it, where nothing is left open: see ``with_literals``."""
        return with_literals(self.sql, self.parameters({}))

    def sql_of(self, keys: str) -> str:
        """Return the SQL for the keys that a query finds, where nothing else is left open.

        Args:
            keys: the query's SQL, without parameters.
        """
        return self._of(keys, self.sql)

    def as_lines_of(self, keys: str) -> str:
        """Return the same as one value."""
        return self._of(keys, self.as_lines)

    def _of(self, keys: str, sql: str) -> str:
        [place] = self._parameters
        return sql.replace(place.sql, f"ARRAY({keys})")

    def parameters(self, given: Given) -> list[Any]:
        """Return the parameters for what is given."""
        return [
            each.fill(given[each.name]) if isinstance(each, Place) else each
            for each in self._parameters
        ]

    def read(self, rows: list[Any]) -> list[Any]:
        """Return the instances, or tuples, of rows."""
        keep, make = self._maker
        converted = convert(rows, self._conversions) if self._conversions else rows
        return make([keep(values, row) for values, row in zip(converted, rows, strict=True)])

    def read_lines(self, lines: str | bytes | None) -> list[Any]:
        """Return the same of rows that come as lines of JSON."""
        return self._known.read(lines)


class Statement:
    """A queryset with :class:`cms.queries.among.Keys` in it.

    Args:
        make: gives the queryset, of instances or of ``values_list``; called once.
    """

    def __init__(self, make: "Callable[[], QuerySet[Any, Any]]") -> None:
        self._make = make

    @cached_property
    def compiled(self) -> Compiled:
        """The statement for the kind of database that there is."""
        return Compiled(self._make())

    def ask(self, **given: Iterable[Any]) -> list[Any]:
        """Return what is found, in one query.

        Args:
            given: the keys for each place, by its name.
        """
        return read(self.compiled, given)


class Text:
    """A text that SQL gives, which is asked for beside what statements find, on PostgreSQL.

    Args:
        sql: an expression without parameters.
    """

    fits_json = True

    def __init__(self, sql: str) -> None:
        self.compiled = self
        self.as_lines = sql

    def parameters(self, given: Given) -> list[Any]:
        """Return its parameters: none."""
        return []

    def read_lines(self, text: str | bytes | None) -> list[Any]:
        """Return the text, alone in a list."""
        return [text]


#: A statement, and the keys for its places.
Question = tuple[Statement | Text, Given]


def read(compiled: Compiled, given: Given) -> list[Any]:
    """Ask, and return what is found."""
    with repeating_cursor() as cursor:
        if compiled.comes_as_json:
            cursor.execute(f"SELECT {compiled.as_lines}", compiled.parameters(given))
            return compiled.read_lines(fetch_texts(cursor)[0])
        cursor.execute(compiled.sql, compiled.parameters(given))
        rows = cursor.fetchall()
    return compiled.read(rows)


def ask_together(questions: Sequence[Question]) -> list[list[Any]]:
    """Return what several statements find, in one query where their rows fit into JSON.

    Those that do not fit are asked before that.

    Args:
        questions: each with the keys for its places.
    """
    together = [place for place, (each, _) in enumerate(questions) if each.compiled.fits_json]
    if len(together) < 2:
        together = []
    answers: list[Any] = [None] * len(questions)
    for place, (statement, given) in enumerate(questions):
        if place not in together:
            assert isinstance(statement, Statement), "a text is asked for beside something"
            answers[place] = statement.ask(**given)
    if together:
        asked = [questions[place] for place in together]
        sql = _bundle(tuple(statement for statement, _ in asked), vendor())
        parameters = [
            value for statement, given in asked for value in statement.compiled.parameters(given)
        ]
        with repeating_cursor() as cursor:
            cursor.execute(sql, parameters)
            texts = fetch_texts(cursor)
        for place, (statement, _), text in zip(together, asked, texts, strict=True):
            answers[place] = statement.compiled.read_lines(text)
    return answers


@lru_cache(maxsize=512)
def _bundle(statements: tuple[Statement | Text, ...], vendor: str) -> str:
    """Return the SQL of several statements in one."""
    return "SELECT " + ", ".join(statement.compiled.as_lines for statement in statements)
