"""Other systems, which are asked for the same posts on the same machine."""

from collections.abc import Iterator

from bench.installation import Installation
from bench.peers.directus import Directus
from bench.peers.peer import Peer
from bench.peers.strapi import Strapi


def peers_of(installation: Installation) -> Iterator[Peer]:
    """Yield those that are measured beside an installation: where its content is theirs, too.

    They are measured where the goals come from: in the smallest publication on PostgreSQL.
    """
    options = installation.options
    if (
        options.peers
        and installation.engine == "postgresql"
        and installation.pages == min(options.pages)
    ):
        yield Strapi(installation)
        yield Directus(installation)
