"""What ``make bench ARGS="…"`` takes."""

import pytest

from bench.options import read

POSTGRESQL = {"DATABASE_URL": "postgres://me@127.0.0.1:5432/mosaic"}


def test_without_options_all_sizes_are_measured_in_rounds():
    asked = read([], POSTGRESQL)

    assert asked.engines == ("sqlite", "postgresql")
    assert asked.pages == (900, 9000, 30000)
    assert asked.rounds == 3
    assert asked.compare_loading


def test_without_a_postgresql_server_sqlite_alone_is_measured():
    assert read([], {}).engines == ("sqlite",)
    assert read([], {"DATABASE_URL": " "}).engines == ("sqlite",)


def test_sizes_come_in_order_and_once():
    assert read(["--pages", "9000", "900", "9000"], {}).pages == (900, 9000)


def test_one_engine_can_be_asked_for():
    assert read(["--engine", "postgresql"], POSTGRESQL).engines == ("postgresql",)
    assert read(["--engine", "sqlite"], POSTGRESQL).engines == ("sqlite",)


def test_a_quick_run_is_small_unless_told_otherwise():
    asked = read(["--quick"], {})
    assert (asked.pages, asked.rounds, asked.compare_loading) == ((90,), 1, False)

    asked = read(["--quick", "--pages", "900", "--rounds", "2"], {})
    assert (asked.pages, asked.rounds) == ((900,), 2)


@pytest.mark.parametrize(
    ("arguments", "variables", "sentence"),
    [
        (["--pages", "10"], {}, "pages takes whole numbers from 90: '10'"),
        (["--rounds", "0"], {}, "rounds takes whole numbers from 1: '0'"),
        (["--seconds", "-1"], {}, "seconds"),
        (["--seed", "x"], {}, "seed takes whole numbers from 0: 'x'"),
        (["--engine", "postgresql"], {}, "--engine postgresql needs DATABASE_URL=postgres://"),
        (["--engine", "oracle"], {}, "--engine"),
        (["--peers"], {}, "--peers needs DATABASE_URL=postgres://"),
        (["--peers", "--engine", "sqlite"], POSTGRESQL, "--peers measures on PostgreSQL"),
        ([], {"DATABASE_URL": "mysql://x"}, "DATABASE_URL takes postgres://"),
        ([], {"CACHE_URL": "memcached://x"}, "CACHE_URL takes redis://"),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(capsys, arguments, variables, sentence):
    with pytest.raises(SystemExit):
        read(arguments, variables)

    assert sentence in capsys.readouterr().err
