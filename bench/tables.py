"""Figures as tables in Markdown, which also read well in a terminal."""

from collections.abc import Iterable, Sequence

from bench.figures import Figures, Installed
from bench.sides import (
    ANEW,
    CACHED,
    FUNCTION,
    PEERS,
    STOCK,
    UNCACHED,
    VIEW,
    VIEW_BEHIND_MIDDLEWARE,
    VIEW_WITHOUT_MIDDLEWARE,
    Side,
)
from bench.targets import TARGETS, Target

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
CACHES = {"memory": "the worker’s memory", "redis": "Redis"}

QUESTIONS = {
    "detail": "a post",
    "cards": "20 posts as cards",
    "bodies": "20 posts with bodies",
    "whole": "20 posts, all fields",
    "resolve": "what is at a path",
    "search": "search",
    "unchanged": "a known post (304)",
}

_NOTHING = "–"


def number(value: float) -> str:
    """Return a number with two digits that count, or all before the point."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def times(value: float | None) -> str:
    """Return a ratio, as in "5.2 ×"."""
    if value is None:
        return _NOTHING
    return (
        f"{value:,.0f} ×" if value >= 100 else f"{value:.1f} ×" if value >= 10 else f"{value:.2f} ×"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table. Its columns are as wide as what is in them; all but the first are right."""
    cells = [list(heads), *(list(row) for row in rows)]
    widths = [max(3, *(len(row[place]) for row in cells)) for place in range(len(heads))]

    def line(row: Sequence[str]) -> str:
        first, *others = (
            text.rjust(width) if place else text.ljust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        return f"| {' | '.join([first, *others])} |"

    rule = "|".join(
        "-" * (widths[0] + 2) if not place else "-" * (width + 1) + ":"
        for place, width in enumerate(widths)
    )
    return "\n".join([line(cells[0]), f"|{rule}|", *(line(row) for row in cells[1:])])


def targets(figures: Figures) -> str:
    """Return what is to be reached, and what is."""
    return table(
        ("to be reached", "goal", "reached", "met"), (_target(t, figures) for t in TARGETS)
    )


def _target(target: Target, figures: Figures) -> tuple[str, ...]:
    reached, is_met = target.reached(figures), target.is_met(figures)
    bound = "at most" if target.at_most else "at least"
    unit = "×" if target.unit == "×" else f" {target.unit}"

    def value(amount: float) -> str:
        return times(amount) if target.unit == "×" else f"{number(amount)}{unit}"

    goal = f"{bound} {target.goal:,g}{' ×' if target.unit == '×' else unit}"
    verdict = {True: "yes", False: "no", None: "not measured"}[is_met]
    return target.title, goal, _NOTHING if reached is None else value(reached), verdict


def ratios(installed: Installed) -> str:
    """Return answers a second, and how many times those of others that is."""
    heads = (
        "answers a second",
        STOCK.title,
        UNCACHED.title,
        "× Wagtail",
        ANEW.title,
        CACHED.title,
        "× Wagtail",
        "× view",
        "× function",
    )
    return table(heads, (_ratios(installed, question) for question in QUESTIONS))


def _ratios(installed: Installed, question: str) -> tuple[str, ...]:
    # What a 304 saves is seen beside a whole post.
    other = "detail" if question == "unchanged" else question

    def per_second(side: Side) -> str:
        line = installed.line(question, side)
        return number(line.per_second) if line else _NOTHING

    return (
        QUESTIONS[question],
        per_second(STOCK),
        per_second(UNCACHED),
        times(installed.ratio(question, UNCACHED, STOCK)),
        per_second(ANEW),
        per_second(CACHED),
        *(
            times(installed.ratio(question, CACHED, side, other))
            for side in (STOCK, VIEW, FUNCTION)
        ),
    )


def bare(installed: Installed) -> str:
    """Return what those do that only send the same bytes."""
    sides = (VIEW, VIEW_WITHOUT_MIDDLEWARE, VIEW_BEHIND_MIDDLEWARE, FUNCTION)
    rows = (
        (
            QUESTIONS[question],
            *(
                number(line.per_second) if (line := installed.line(question, side)) else _NOTHING
                for side in sides
            ),
        )
        for question in ("detail", "cards", "bodies")
    )
    return table(("the same bytes, a second", *(side.title for side in sides)), rows)


def peers(installed: Installed) -> str:
    """Return what other systems do, and how many times that ours is; "" where none was measured."""
    rows = [
        (
            QUESTIONS[question],
            *(
                text
                for peer in PEERS
                for line in [installed.line(question, peer)]
                for text in (
                    number(line.per_second) if line else _NOTHING,
                    f"{number(line.p50)} / {number(line.p99)}" if line else _NOTHING,
                    times(installed.ratio(question, UNCACHED, peer)),
                )
            ),
        )
        for question in ("detail", "cards", "bodies")
        if any(installed.line(question, peer) for peer in PEERS)
    ]
    heads = [
        head for peer in PEERS for head in (f"{peer.title}, a second", "p50 / p99, ms", "ours")
    ]
    return table(("other systems, uncached", *heads), rows) if rows else ""


def latencies(installed: Installed) -> str:
    """Return within how many milliseconds answers are there."""
    sides = (STOCK, UNCACHED, CACHED)
    heads = ("milliseconds, p50 / p99", *(side.title for side in sides))
    rows = (
        (
            QUESTIONS[question],
            *(
                f"{number(line.p50)} / {number(line.p99)}"
                if (line := installed.line(question, side))
                else _NOTHING
                for side in sides
            ),
        )
        for question in QUESTIONS
    )
    return table(heads, rows)


def growth(figures: Figures, engine: str) -> str:
    """Return answers a second, uncached, by the size of the publication."""
    sizes = list(figures.of(engine))
    rows = (
        (
            QUESTIONS[question],
            *(
                number(line.per_second) if (line := size.line(question, UNCACHED)) else _NOTHING
                for size in sizes
            ),
        )
        for question in QUESTIONS
        if question != "unchanged"
    )
    heads = ("uncached, a second", *(f"{size.pages:,} pages" for size in sizes))
    return table(heads, rows)


def memory(figures: Figures) -> str:
    """Return the worker's memory in MiB."""

    def mebibytes(installed: Installed, moment: str) -> str:
        value = installed.memory[moment]
        return number(value / 1024**2) if value else _NOTHING

    rows = (
        (_place(each), *(mebibytes(each, moment) for moment in ("warm", "after", "alone")))
        for each in figures.installations
    )
    return table(
        ("a worker’s memory, MiB", "everything asked once", "in the end", "Mosaic alone"), rows
    )


def building(figures: Figures) -> str:
    """Return what bulk loading and indexing took."""
    heads = (
        "building", "loading, s", "without journal, s", "journal lines",
        "indexing, s", "index, MB", "database, MB",
    )  # fmt: skip
    return table(heads, (_building(each) for each in figures.installations))


def _building(installed: Installed) -> tuple[str, ...]:
    built = installed.built
    without = built.get("without_journal")
    return (
        _place(installed),
        number(_load_seconds(built["seconds"])),
        number(_load_seconds(without["seconds"])) if without else _NOTHING,
        f"{built['journal_lines']:,}",
        number(built["seconds"]["indexing"]),
        number(built["index_bytes"] / 1e6),
        number(built["bytes"] / 1e6),
    )


def _load_seconds(seconds: dict[str, float]) -> float:
    return seconds["loading"] + seconds["committing"]


def _place(installed: Installed) -> str:
    return f"{ENGINES[installed.engine]}, {installed.pages:,} pages"
