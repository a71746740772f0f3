"""What is asked again and again, of PostgreSQL: prepared once, in whatever way it is disturbed."""

import psycopg
import pytest
from django.db import DataError, OperationalError, ProgrammingError, connection, transaction

from blog.models import Category
from cms.queries.among import Keys
from cms.queries.cursor import repeating_cursor
from cms.queries.listed import values_of
from cms.queries.statement import Statement
from tests.factories import CategoryFactory

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone prepares"),
    pytest.mark.django_db(transaction=True),
]

#: Often enough for what is asked to be prepared.
OFTEN = 5


@pytest.fixture(autouse=True)
def new_connection():
    connection.close()


def ask(sql, *parameters):
    with repeating_cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()


def ask_often(sql, *parameters):
    return [ask(sql, *parameters) for _ in range(OFTEN)][-1]


def ask_beside(sql, *parameters):
    """Ask by another connection, of the driver's own kind."""
    plain = {"cursor_factory": psycopg.Cursor, "context": None, "autocommit": True}
    with psycopg.connect(**connection.get_connection_params() | plain) as other:
        return other.execute(sql, parameters).fetchone()


def prepared(like):
    """Return how many statements are prepared, and how often they were planned for any keys, and
    for certain ones.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum(generic_plans), 0), coalesce(sum(custom_plans), 0) "
            "FROM pg_prepared_statements WHERE statement LIKE %s AND statement NOT LIKE '%%pg_%%'",
            [like],
        )
        return cursor.fetchone()


def names():
    return Statement(lambda: values_of(Category.objects.filter(pk__among=Keys()), "pk", "name_en"))


def test_a_statement_is_planned_once_for_all_keys():
    statement = Statement(lambda: Category.objects.filter(pk__among=Keys()))

    for key in range(20):
        statement.ask(keys=[key])

    count, generic, custom = prepared("%blog_category%")
    assert count == 1
    assert generic >= 15
    assert custom == 0


def planned_for():
    return ask("SELECT current_setting('plan_cache_mode'), current_setting('random_page_cost')")


def test_what_is_found_by_an_index_is_taken_to_be_in_memory():
    assert planned_for() == ("force_generic_plan", "1.1")


def test_a_database_that_takes_it_to_be_nearer_still_is_believed():
    with connection.cursor() as cursor:
        cursor.execute("SET random_page_cost = 1")
    assert planned_for()[1] == "1"


def test_what_is_asked_once_is_not_prepared():
    names().ask(keys=[1])

    assert prepared("%blog_category%")[0] == 0


def test_each_question_has_its_own_answer():
    first, second = CategoryFactory(name_en="First"), CategoryFactory(name_en="Second")
    statement = names()

    found = [statement.ask(keys=[each.pk]) for _ in range(OFTEN) for each in (first, second)]

    assert found == [[(first.pk, "First")], [(second.pk, "Second")]] * OFTEN


def test_a_number_that_needs_more_room_is_asked_for_like_any_other():
    sql = "SELECT %s + 0, pg_typeof(%s)::text"
    assert ask_often(sql, 1, 1) == (1, "smallint")

    assert ask_often(sql, 2**40, 2**40) == (2**40, "bigint")


def test_a_percent_sign_stays_one():
    assert ask_often("SELECT '100 %%' || %s", "!") == ("100 %!",)


def test_what_a_connection_has_forgotten_is_prepared_anew():
    ask_often("SELECT 'forgotten'")
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    assert ask("SELECT 'forgotten'") == ("forgotten",)
    assert prepared("%forgotten%")[0] == 1


def test_what_reads_a_table_that_changes_is_prepared_anew():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE changing AS SELECT 1 AS number")
        ask_often("SELECT number FROM changing")
        cursor.execute("ALTER TABLE changing ALTER number TYPE text")

    assert ask("SELECT number FROM changing") == ("1",)
    assert prepared("%number FROM changing%")[0] == 1


def test_a_connection_prepares_so_much_and_no_more():
    for number in range(150):
        ask_often(f"SELECT 'many', {number}")

    assert prepared("%many%")[0] == 100


def test_what_is_asked_once_makes_no_room_of_what_is_asked_often():
    ask_often("SELECT 'often'")

    for number in range(150):
        ask(f"SELECT 'once', {number}")

    assert prepared("%often%")[0] == 1


def test_sql_without_parameters_is_not_that_with_none():
    ask_often("SELECT '100 %%'")

    with repeating_cursor() as cursor:
        cursor.execute("SELECT '100 %%'")
        assert cursor.fetchone() == ("100 %%",)


def test_an_error_says_what_is_wrong_and_the_next_question_is_answered():
    sql = "SELECT 6 / %s::int"
    assert ask_often(sql, 2) == (3,)

    with pytest.raises(DataError, match="division by zero"):
        ask(sql, 0)

    assert ask(sql, 3) == (2,)
    assert prepared("%6 / $1%")[0] == 1


def test_what_was_found_before_an_error_is_not_there_after_it():
    ask_often("SELECT 6 / %s::int", 2)

    with repeating_cursor() as cursor:
        cursor.execute("SELECT 6 / %s::int", [2])
        with pytest.raises(DataError):
            cursor.execute("SELECT 6 / %s::int", [0])
        with pytest.raises(ProgrammingError, match="no result"):
            cursor.fetchone()


def test_what_was_found_takes_no_memory_when_it_is_read():
    ask_often("SELECT repeat('x', 1000)")

    with repeating_cursor() as cursor:
        cursor.execute("SELECT repeat('x', 1000)")

    assert cursor.cursor.pgresult is None
    assert cursor.cursor._tx.pgresult is None


@pytest.mark.parametrize("times", range(4))
def test_a_connection_that_is_cut_is_said_to_be(times):
    pid = connection_pid()
    for _ in range(times):
        ask("SELECT pg_backend_pid()")
    ask_beside("SELECT pg_terminate_backend(%s, 5000)", pid)

    with pytest.raises(OperationalError):
        ask("SELECT pg_backend_pid()")

    connection.close()
    assert connection_pid() != pid


def connection_pid():
    connection.ensure_connection()
    return connection.connection.info.backend_pid


def test_what_a_transaction_has_written_is_read_in_it_and_not_after_it_is_undone():
    statement = names()
    for _ in range(OFTEN):
        statement.ask(keys=[1])

    with transaction.atomic():
        pk = CategoryFactory(name_en="For a moment").pk
        found = statement.ask(keys=[pk])
        transaction.set_rollback(True)

    assert found == [(pk, "For a moment")]
    assert statement.ask(keys=[pk]) == []


def test_a_question_before_anything_else_is_in_the_transaction_that_it_stands_in():
    ask_often("SELECT count(*) FROM blog_category")

    with transaction.atomic():
        [before] = ask("SELECT count(*) FROM blog_category")
        [is_in_one] = ask_beside(
            "SELECT state = 'idle in transaction' FROM pg_stat_activity WHERE pid = %s",
            connection_pid(),
        )

    assert before == 0
    assert is_in_one


def test_one_question_inside_another_leaves_it_alone():
    ask("SELECT 'before'")
    with repeating_cursor() as outer:
        outer.execute("SELECT 'outer'")
        with repeating_cursor() as inner:
            inner.execute("SELECT 'inner'")
            assert inner.fetchone() == ("inner",)
        assert outer.fetchone() == ("outer",)


def test_one_question_inside_another_prepares_nothing_twice():
    for _ in range(OFTEN):
        with repeating_cursor() as outer:
            outer.execute("SELECT 'outer'")
            ask("SELECT 'inner'")

    assert prepared("%inner%")[0] == 1
    assert prepared("%outer%")[0] == 1


@pytest.mark.parametrize("times", [0, OFTEN])
def test_djangos_log_has_what_was_asked(django_assert_num_queries, times):
    for _ in range(times):
        ask("SELECT 'logged'")
    ask("SELECT 'something else'")

    with django_assert_num_queries(1) as asked:
        ask("SELECT 'logged'")

    assert asked[0]["sql"] == "SELECT 'logged'"
