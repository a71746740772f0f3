"""Figures as tables, as a page, and as a chart."""

import xml.etree.ElementTree as ET

import pytest

from bench import chart, page, tables
from tests.bench.figures import figures, installed

LINES = {
    "detail stock": 40,
    "detail uncached": 300,
    "detail anew": 120,
    "detail cached": 20_000,
    "detail view": 5_000,
    "detail function": 30_000,
    "unchanged cached": 25_000,
}


@pytest.fixture
def run():
    return figures(
        installed(LINES),
        installed(LINES, pages=9000),
        installed({**LINES, "detail uncached": 270}, engine="postgresql"),
    )


def cells(table, first):
    [row] = [line for line in table.splitlines() if line.startswith(f"| {first} ")]
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_ratios_are_against_stock_a_bare_view_and_a_bare_function(run):
    assert cells(tables.ratios(run.installations[0]), "a post") == [
        "a post", "40", "300", "7.50 ×", "120", "20,000", "500 ×", "4.00 ×", "0.67 ×",
    ]  # fmt: skip


def test_a_304_is_seen_beside_a_whole_post(run):
    assert cells(tables.ratios(run.installations[0]), "a known post (304)")[5:] == [
        "25,000", "625 ×", "5.00 ×", "0.83 ×",
    ]  # fmt: skip


def test_what_was_not_measured_is_a_dash(run):
    assert set(cells(tables.ratios(run.installations[0]), "search")[1:]) == {"–"}


def test_latencies_are_half_of_all_and_99_of_100(run):
    assert cells(tables.latencies(run.installations[0]), "a post")[1] == "1.5 / 12"


def test_sizes_stand_beside_each_other(run):
    assert cells(tables.growth(run, "sqlite"), "a post") == ["a post", "300", "300"]


def test_loading_with_and_without_the_journal_stands_beside_each_other(run):
    assert cells(tables.building(run), "PostgreSQL, 900 pages")[1:4] == ["4.0", "3.0", "12,345"]


def test_other_systems_stand_beside_how_many_times_as_many_ours_gives(run):
    lines = {**LINES, "detail strapi": 100, "detail directus": 60}
    [measured] = figures(installed(lines, engine="postgresql")).installations

    assert cells(tables.peers(measured), "a post")[1:] == [
        "100", "1.5 / 12", "3.00 ×", "60", "1.5 / 12", "5.00 ×",
    ]  # fmt: skip


def test_where_no_other_system_was_measured_nothing_is_said_of_any(run):
    assert tables.peers(run.installations[0]) == ""


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0.8, "0.80 ×"), (15.04, "15.0 ×"), (1234.5, "1,234 ×")]
)
def test_ratios_have_the_digits_that_count(value, text):
    assert tables.times(value) == text


def test_the_page_says_what_is_reached_and_what_is_not_and_how_it_is_made(run):
    text = page.write(run)

    assert 'make bench ARGS="--peers --publish"' in text
    assert "**Not reached:** 20" not in text
    assert "**Not reached:** a post, uncached, on PostgreSQL." in text
    assert "0123456789" in text
    for heading in ("SQLite, 900 pages", "SQLite, by size", "PostgreSQL, 900 pages"):
        assert f"## {heading}\n" in text


def test_the_chart_is_an_image_that_says_its_numbers_in_words(run):
    image = ET.fromstring(chart.draw(run))  # noqa: S314  it was made right here

    assert image.tag == "{http://www.w3.org/2000/svg}svg"
    words = image.findtext("{http://www.w3.org/2000/svg}desc")
    assert "SQLite, a post: Wagtail’s own API 40, Mosaic, uncached 300" in words
    assert "PostgreSQL, a post: Wagtail’s own API 40, Mosaic, uncached 270" in words
