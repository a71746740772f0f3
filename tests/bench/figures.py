"""Figures as a run of the benchmark leaves them, made by hand."""

from collections.abc import Mapping
from typing import Any

from bench.figures import Figures

MEBIBYTE = 1024**2


def installed(
    lines: Mapping[str, float], *, engine: str = "sqlite", pages: int = 900, **fields: Any
) -> dict[str, Any]:
    """An installation: ``{"detail stock": 40}`` are 40 answers a second."""
    return {
        "engine": engine,
        "cache": "redis" if engine == "postgresql" else "memory",
        "pages": pages,
        "memory": {"warm": 150 * MEBIBYTE, "after": 170 * MEBIBYTE, "alone": 160 * MEBIBYTE},
        "built": {
            "seconds": {"loading": 3.0, "committing": 1.0, "indexing": 2.0},
            "journal_lines": 12345,
            "bytes": 50_000_000,
            "index_bytes": 20_000_000,
            "without_journal": {"seconds": {"loading": 2.5, "committing": 0.5}},
        },
        "lines": [
            {
                "question": name.split()[0],
                "side": name.split()[1],
                "per_second": per_second,
                "p50": 1.5,
                "p99": 12.25,
                "rounds": [[per_second, 100]],
            }
            for name, per_second in lines.items()
        ],
        **fields,
    }


def figures(*installations: dict[str, Any]) -> Figures:
    """All of a run."""
    return Figures(
        {
            "date": "2026-06-30",
            "commit": "0123456789",
            "machine": {"processor": "Abacus", "cores": 2},
            "rounds": 3,
            "seconds": 2,
            "seed": 1,
            "load": {"tool": "wrk 4", "connections": 16, "posts": 90},
            "installations": list(installations),
        }
    )
