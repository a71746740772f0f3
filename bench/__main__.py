"""``make bench``: build, check, measure, and say what came of it."""

import datetime
import json
import os
import sys
from typing import Any

from bench import chart, load, machine, options, page, tables
from bench.answers import WrongAnswerError
from bench.databases import DatabaseError
from bench.figures import Figures
from bench.installation import BASE_DIR, VAR_DIR, BuildError, Installation, installations
from bench.load import LoadError
from bench.measure import measure
from bench.peers import peers_of
from bench.process import ServerError
from bench.questions import LANGUAGES

#: What ends a run, with a sentence.
_FAILURES = (BuildError, DatabaseError, ServerError, WrongAnswerError, LoadError, OSError)


def main() -> None:
    """Run the benchmark that the command line asks for."""
    asked = options.read(sys.argv[1:], os.environ)
    if not asked.database_url:
        print("Without DATABASE_URL=postgres://…, SQLite alone is measured.")
    try:
        kept = run(asked)
    except _FAILURES as error:
        sys.exit(f"The benchmark failed: {error}")
    folder = BASE_DIR / "docs" if asked.publish else VAR_DIR / "results"
    write(kept, folder)
    show(Figures(kept))
    print(f"\nAll figures, the chart, and a page are in {folder.relative_to(BASE_DIR)}/.")


def run(asked: options.Options) -> dict[str, Any]:
    """Build and measure, and return all figures."""
    measured = [_measure(installation, asked) for installation in installations(asked)]
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "commit": machine.commit(),
        "machine": machine.facts(),
        "rounds": asked.rounds,
        "seconds": asked.seconds,
        "seed": asked.seed,
        "load": {
            "tool": load.tool(),
            "connections": load.CONNECTIONS,
            "posts": asked.posts * len(LANGUAGES),
        },
        "installations": measured,
    }


def _measure(installation: Installation, asked: options.Options) -> dict[str, Any]:
    def say(what: str) -> None:
        print(f"{installation.engine}, {installation.pages:,} pages: {what}", flush=True)

    say("building, unless it is there")
    built = installation.build()
    if asked.compare_loading and installation.pages == max(asked.pages):
        say("loading without the journal, unless that is known")
        built = {**built, "without_journal": installation.load_without_journal()}
    peers = list(peers_of(installation))
    for peer in peers:
        say(f"installing and filling {peer.side.title}, unless it is there")
        peer.build()
    return {"built": built, **measure(installation, peers, asked, say)}


def write(kept: dict[str, Any], folder: Any) -> None:
    """Write the figures, the chart, and the page."""
    figures = Figures(kept)
    (folder / "bench").mkdir(parents=True, exist_ok=True)
    text = json.dumps(kept, indent=1, ensure_ascii=False)
    (folder / "bench" / "figures.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / page.CHART).write_text(chart.draw(figures), encoding="utf-8")
    (folder / "speed.md").write_text(page.write(figures), encoding="utf-8")


def show(figures: Figures) -> None:
    """Print what came of it."""
    for installed in figures.installations:
        print(f"\n{tables.ENGINES[installed.engine]}, {installed.pages:,} pages\n")
        print(tables.ratios(installed))
    print(f"\n{tables.memory(figures)}\n\n{tables.building(figures)}\n\n{tables.targets(figures)}")


if __name__ == "__main__":
    main()
