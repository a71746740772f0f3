"""What is searched."""

from typing import Any

from cms.environment import engines
from cms.environment.reading import read

_DATABASE = {"BACKEND": "cms.search.backends"}
_ENGINE = read(
    "SEARCH_URL",
    engines.search_engine,
    "elasticsearch://USER:PASSWORD@HOST:PORT/PREFIX, or opensearch:// with the same; +http after "
    "the name where the connection is not encrypted",
    None,
)
# The database's own index is kept beside an engine's: it answers where the engine does not.
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = (
    {"default": _ENGINE, "database": _DATABASE} if _ENGINE else {"default": _DATABASE}
)
