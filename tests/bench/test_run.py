"""The whole benchmark, as small as it can be."""

import json
import shutil

import pytest

from bench import __main__ as bench
from bench import installation, measure, page
from bench.figures import Figures
from bench.options import Options
from bench.sides import SIDES
from tests.processes import VARIABLES

OPTIONS = Options(
    engines=("sqlite",),
    pages=(90,),
    seed=1,
    rounds=2,
    seconds=0.1,
    posts=3,
    compare_loading=False,
    peers=False,
    fresh=False,
    publish=False,
    database_url="",
    cache_url="",
)


@pytest.fixture
def figures(tmp_path, monkeypatch):
    """What a run gives that measures with the client of our own, for moments."""
    monkeypatch.setattr(installation, "VAR_DIR", tmp_path)
    monkeypatch.setattr(measure, "_ENOUGH", 4)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return bench.run(OPTIONS)


def test_everything_is_built_served_checked_and_measured(figures, tmp_path, capsys):
    [installed] = Figures(figures).installations

    for question in ("detail", "cards", "bodies", "whole", "search"):
        assert all(
            installed.lines[question, side].per_second > 0
            for side in ("stock", "uncached", "cached", "view", "function")
        )
    assert {side for _, side in installed.lines} == {side.name for side in SIDES}
    assert ("resolve", "uncached") in installed.lines
    assert ("unchanged", "cached") in installed.lines
    assert all(len(line["rounds"]) == 2 for line in figures["installations"][0]["lines"])
    assert 0 < installed.lines["detail", "cached"].p50 <= installed.lines["detail", "cached"].p99
    assert installed.built["journal_lines"] > 0

    bench.write(figures, tmp_path)
    assert json.loads((tmp_path / "bench" / "figures.json").read_text()) == figures
    assert (tmp_path / page.CHART).read_text().startswith("<svg")
    assert "## SQLite, 90 pages" in (tmp_path / "speed.md").read_text()

    bench.show(Figures(figures))
    assert "| a post, uncached, against Wagtail’s own API " in capsys.readouterr().out


def test_no_setting_of_the_machine_changes_what_is_measured():
    measured = installation.Installation("sqlite", 90, OPTIONS)

    assert set(VARIABLES) <= set(measured.variables())
