"""The journal: its newest line is the version of all public content."""

import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.delivery import journal
from cms.delivery.models import Line
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db


def numbered() -> None:
    """Number the lines of this transaction, as PostgreSQL does when it commits."""
    connection.check_constraints()


def test_the_version_stays_while_nothing_changes():
    assert journal.version().token == journal.version().token


def test_every_change_gives_another_version():
    tokens = [journal.version().token]
    for number in range(3):
        CategoryFactory(slug=f"category-{number}")
        tokens.append(journal.version().token)

    assert len(set(tokens)) == 4


def test_a_change_that_is_rolled_back_leaves_the_version_as_it_was():
    before = journal.version().token

    with transaction.atomic():
        CategoryFactory()
        assert journal.version().token != before
        transaction.set_rollback(True)

    assert journal.version().token == before


def test_a_line_with_the_number_of_an_older_one_is_another_version():
    journal.changed("everything")
    numbered()
    before = journal.version().token

    Line.objects.filter(pk=Line.objects.latest("pk").pk).update(nonce="restored")

    assert journal.version().token != before


def test_the_version_comes_with_the_database_clock_in_whole_seconds():
    now = journal.version().now

    assert isinstance(now, int)
    assert abs(now - time.time()) < 60


def test_no_two_versions_of_an_empty_journal_are_equal():
    Line.objects.all().delete()

    assert journal.version().token != journal.version().token


def test_no_two_versions_of_a_closed_journal_are_equal_whatever_is_written_to_it():
    journal.close()
    journal.close()
    journal.changed("everything")

    assert journal.version().token != journal.version().token


def test_a_journal_that_is_opened_says_that_everything_may_have_changed():
    last = Line.objects.latest("pk").pk
    journal.close()
    journal.open_()

    assert journal.version().token == journal.version().token
    assert [line.tags for line in Line.objects.filter(pk__gt=last)] == ["everything"]


def test_a_line_can_be_written_by_hand():
    before = journal.version().token

    journal.changed("images.photo-3", "images.photo")

    assert journal.version().token != before
    assert Line.objects.latest("pk").tags == "images.photo-3 images.photo"


@pytest.mark.parametrize("tags", [(), ("",), ("two words",), ("page-1", " ")])
def test_a_line_takes_tags_without_spaces(tags):
    with pytest.raises(ValueError, match="Tags are texts without spaces"):
        journal.changed(*tags)


def test_the_lines_after_a_version_come_in_order():
    journal.changed("page-1")
    numbered()
    first = Line.objects.latest("pk")
    journal.changed("page-2")
    numbered()
    journal.changed("page-3")
    numbered()

    assert [line.tags for line in journal.lines_after(first.version)] == ["page-2", "page-3"]


def test_a_closed_journal_gives_its_lines_all_the_same():
    number = Line.objects.latest("pk").version
    journal.close()
    journal.changed("page-2")
    numbered()

    assert [line.tags for line in journal.lines_after(number)] == ["page-2"]


def test_old_lines_are_pruned_and_the_newest_one_stays(capsys):
    for number in range(3):
        journal.changed(f"page-{number}")
        numbered()
    before = journal.version().token
    Line.objects.update(made_at=timezone.now() - timedelta(days=31))

    call_command("prune_journal", "--days", "30")

    assert [line.tags for line in Line.objects.all()] == ["page-2"]
    assert journal.version().token == before
    assert "lines deleted" in capsys.readouterr().out


def test_lines_of_the_last_days_are_kept():
    journal.changed("page-1")
    journal.changed("page-2")
    numbered()

    assert journal.prune(timezone.now() - timedelta(days=30)) == 0


def test_the_version_never_goes_back_after_pruning():
    journal.changed("page-1")
    numbered()
    newest = Line.objects.latest("pk").version
    journal.prune(timezone.now() + timedelta(days=1))
    journal.changed("page-2")
    numbered()

    assert Line.objects.latest("pk").version > newest


def test_a_number_of_days_below_zero_is_refused():
    with pytest.raises(CommandError, match="0 or more"):
        call_command("prune_journal", "--days", "-1")


def test_a_database_without_a_journal_is_an_error_of_django():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE delivery_line RENAME TO elsewhere")
        with pytest.raises(DatabaseError):
            journal.version()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_the_version_is_known_after_a_rollback_and_in_a_transaction():
    before = journal.version().token

    with transaction.atomic():
        CategoryFactory()
        transaction.set_rollback(True)

    assert journal.version().token == before
    with transaction.atomic():
        assert journal.version().token == before
    assert journal.version().token == before
