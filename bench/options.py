"""What ``make bench ARGS="…"`` takes."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cms.environment.engines import cache

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Options:
    """What is to be measured, and how.

    Attributes:
        engines: some of ENGINES.
        pages: how many pages the publications have.
        seed: what they are made from.
        rounds: how often everything is measured.
        seconds: for how long, each time; longer where an answer takes long.
        posts: how many posts of each language are asked for.
        compare_loading: whether the largest publication is loaded once more without the journal.
        peers: whether other systems are measured beside the smallest publication on PostgreSQL.
        fresh: whether publications that are there are built again.
        publish: whether the documentation is written anew.
        database_url: a PostgreSQL database; others are made beside it.
        cache_url: a Redis or Valkey server for what is measured on PostgreSQL.
    """

    engines: tuple[str, ...]
    pages: tuple[int, ...]
    seed: int
    rounds: int
    seconds: float
    posts: int
    compare_loading: bool
    peers: bool
    fresh: bool
    publish: bool
    database_url: str
    cache_url: str


def read(arguments: Sequence[str], variables: Mapping[str, str]) -> Options:
    """Read the options.

    Args:
        arguments: those of the command.
        variables: the environment, of which DATABASE_URL and CACHE_URL matter.

    Raises:
        SystemExit: an option is wrong, or needs a variable that is not set. A sentence says so.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    database_url = variables.get("DATABASE_URL", "").strip()
    cache_url = variables.get("CACHE_URL", "").strip()
    if database_url and not database_url.startswith(("postgres://", "postgresql://")):
        parser.error("DATABASE_URL takes postgres://USER:PASSWORD@HOST:PORT/NAME, or nothing")
    if cache_url:
        try:
            cache(cache_url)
        except ValueError:
            parser.error("CACHE_URL takes redis://HOST:PORT/NUMBER, or nothing")
    if given.engine == "postgresql" and not database_url:
        parser.error(
            "--engine postgresql needs DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/NAME"
        )
    if given.peers and not database_url:
        parser.error("--peers needs DATABASE_URL=postgres://USER:PASSWORD@HOST:PORT/NAME")
    if given.peers and given.engine == "sqlite":
        parser.error("--peers measures on PostgreSQL: leave out --engine sqlite")
    engines = ENGINES if database_url else ENGINES[:1]
    return Options(
        engines=(given.engine,) if given.engine else engines,
        pages=tuple(sorted(set(given.pages or ([90] if given.quick else [900, 9000, 30000])))),
        seed=given.seed,
        rounds=given.rounds or (1 if given.quick else 3),
        seconds=given.seconds or (1 if given.quick else 2),
        posts=6 if given.quick else 30,
        compare_loading=not given.quick,
        peers=given.peers,
        fresh=given.fresh,
        publish=given.publish,
        database_url=database_url,
        cache_url=cache_url,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make bench ARGS=…",
        description="Build publications, serve them, and measure how fast they are read.",
        epilog="DATABASE_URL=postgres://… measures PostgreSQL, too: databases are made beside the "
        "given one. CACHE_URL=redis://… keeps its answers there.",
    )
    parser.add_argument(
        "--pages", type=_number("pages", 90), nargs="+", metavar="N",
        help="sizes of the publications (900 9000 30000)",
    )  # fmt: skip
    parser.add_argument("--engine", choices=ENGINES, help="only this one")
    parser.add_argument("--rounds", type=_number("rounds", 1), help="how often (3)")
    parser.add_argument("--seconds", type=_number("seconds", 1), help="for how long each time (2)")
    parser.add_argument("--seed", type=_number("seed", 0), default=1, help="of the texts (1)")
    parser.add_argument(
        "--quick", action="store_true", help="90 pages, one round, one second, few posts"
    )
    parser.add_argument(
        "--peers",
        action="store_true",
        help="measure Strapi and Directus, too: npm installs them beside the publications",
    )
    parser.add_argument("--fresh", action="store_true", help="build again what is there")
    parser.add_argument("--publish", action="store_true", help="write docs/speed.md anew")
    return parser


def _number(name: str, least: int) -> "type[int]":
    """Return a type of option: a whole number that is not too small."""

    def convert(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{name} takes whole numbers from {least}: {text!r}")
        return int(text)

    return convert  # type: ignore[return-value]
