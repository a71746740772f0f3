"""``docs/speed.md``, made from the figures: every number in it was measured, but the goals."""

from collections.abc import Iterator
from pathlib import Path

from bench import tables
from bench.figures import Figures
from bench.targets import TARGETS

#: How the chart's file is called, beside the figures.
CHART = "bench/speed.svg"

_TEXTS = Path(__file__).parent


def write(figures: Figures) -> str:
    """Return the page."""
    return "\n\n".join([_text("introduction"), *_sections(figures)]) + "\n"


def _text(name: str) -> str:
    return (_TEXTS / f"{name}.md").read_text(encoding="utf-8").strip()


def _sections(figures: Figures) -> Iterator[str]:
    yield tables.targets(figures)
    yield _verdict(figures)
    yield f"![Answers a second, of all sides]({CHART})"
    for engine in figures.engines:
        name = tables.ENGINES[engine]
        sizes = list(figures.of(engine))
        for installed in sizes:
            yield f"## {name}, {installed.pages:,} pages"
            yield tables.ratios(installed)
            yield tables.latencies(installed)
            yield tables.bare(installed)
            if peers := tables.peers(installed):
                yield peers
        if len(sizes) > 1:
            yield f"## {name}, by size"
            yield tables.growth(figures, engine)
    yield "## Memory"
    yield tables.memory(figures)
    yield "## Loading and indexing"
    yield tables.building(figures)
    yield _method(figures)
    yield "## The machine"
    yield _machine(figures)


def _verdict(figures: Figures) -> str:
    """Say what is not reached."""
    missed = [target.title for target in TARGETS if target.is_met(figures) is False]
    unknown = [target.title for target in TARGETS if target.is_met(figures) is None]
    sentences = [
        f"**Not reached:** {'; '.join(missed)}." if missed else "All that was measured is reached.",
        *([f"**Not measured:** {'; '.join(unknown)}."] if unknown else []),
        "The goals a second come from another machine, on which a bare Django view gave 6,500 "
        "answers a second; no machine is as fast at all hours.",
    ]
    return "\n".join(sentences)


def _method(figures: Figures) -> str:
    cache = next((each.cache for each in figures.of("postgresql")), "memory")
    return _text("method").format(
        tool=figures.run["load"]["tool"],
        connections=figures.run["load"]["connections"],
        posts=figures.run["load"]["posts"],
        postgresql_cache=tables.CACHES[cache],
    )


def _machine(figures: Figures) -> str:
    machine = figures.run["machine"]
    rows = [
        ("date", figures.run["date"]),
        ("commit", figures.run["commit"]),
        ("rounds", f"{figures.run['rounds']} of {figures.run['seconds']:g} s or more"),
        *((name, str(value)) for name, value in machine.items()),
    ]
    return tables.table(("", ""), rows)
