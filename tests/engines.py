"""A server that plays a search engine: what of its interface Wagtail's backends use.

It keeps indexes, aliases and documents, takes texts apart at spaces, and answers the queries that
Mosaic sends, so that the engines' own clients run. It refuses what an engine would refuse: a field
with an analyzer that the index has not, or a write to an alias that is not there.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from modelsearch.backends.base import get_model_root
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models

from cms.environment import engines

JSON = dict[str, Any]


@dataclass
class Index:
    """An index.

    Attributes:
        settings: as it was made with.
        properties: the fields of its documents.
        documents: by their keys.
    """

    settings: JSON
    properties: JSON = field(default_factory=dict)
    documents: dict[str, JSON] = field(default_factory=dict)


class Engine(ThreadingHTTPServer):
    """The engine.

    Attributes:
        indexes: by name.
        aliases: the names of indexes, by alias.
        asked: method, path, and body of each request, and who asked.
        status: of its answers; with another than 200 they are errors.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.indexes: dict[str, Index] = {}
        self.aliases: dict[str, str] = {}
        self.asked: list[tuple[str, str, str, str]] = []
        self.status = 200

    def address(self, scheme: str) -> str:
        return f"{scheme}+http://somebody:hunter%402@127.0.0.1:{self.server_port}/test"

    def index(self, name: str) -> Index | None:
        return self.indexes.get(self.aliases.get(name, name))


def score(query: JSON, document: JSON) -> float | None:
    """Return how well a document answers a query; None where it does not."""
    ((kind, what),) = query.items()
    if kind == "bool":
        needed = [score(each, document) for each in what.get("must", [])]
        filters = [score(each, document) for each in what.get("filter", [])]
        either = [each for each in (score(s, document) for s in what.get("should", [])) if each]
        if None in [*needed, *filters] or len(either) < what.get("minimum_should_match", 0):
            return None
        return sum(filter(None, [*needed, *either]))
    ((name, wanted),) = what.items()
    held = document.get(name) or ""
    if isinstance(wanted, str):
        return 1.0 if wanted in held else None
    terms = held.split()
    if kind == "match_phrase":
        times = f" {held} ".count(f" {wanted['query']} ")
    elif kind == "prefix":
        times = min(1, sum(term.startswith(wanted["value"]) for term in terms))
    else:
        assert kind == "term"
        times = terms.count(wanted["value"])
    return times / (1 + times) * wanted["boost"] if times else None


class _Handler(BaseHTTPRequestHandler):
    server: Engine
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.asked.append((self.command, self.path, body, self.headers["Authorization"]))
        status, said = (self.server.status, {})
        if self.server.status == 200:
            status, said = self._answer(body)
        text = json.dumps(said).encode()
        self.send_response(status)
        taken = self.headers.get("Accept") or ""
        is_elasticsearch = "vnd.elasticsearch" in taken
        self.send_header("Content-Type", taken if is_elasticsearch else "application/json")
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

    def _answer(self, body: str) -> tuple[int, JSON]:  # noqa: PLR0912  as a table of its interface
        url = urlsplit(self.path)
        options = dict(parse_qsl(url.query))
        parts = [unquote(part) for part in url.path.strip("/").split("/")]
        match self.command, parts:
            case "GET", [""]:
                return 200, {"version": {"number": "9.1.0", "build_flavor": "default"}}
            case "PUT", [name]:
                self.server.indexes[name] = Index(json.loads(body)["settings"])
            case "PUT", [name, "_mapping"]:
                return self._map(self.server.indexes[name], json.loads(body))
            case "PUT", [name, "_alias" | "_aliases", alias]:
                self.server.aliases[alias] = name
            case "HEAD", ["_alias", alias]:
                return (200 if alias in self.server.aliases else 404), {}
            case "GET", ["_alias", alias]:
                return 200, {self.server.aliases[alias]: {}}
            case "POST" | "PUT", [name, "_bulk"]:
                return self._write(name, body, options)
            case "POST" | "GET", [_, "_refresh"]:
                pass
            case "POST", [name, "_search"]:
                return self._search(self.server.index(name), json.loads(body))
            case "DELETE", [name]:
                if self.server.indexes.pop(name, None) is None:
                    return 404, {"error": "index_not_found_exception"}
            case "DELETE", [name, "_doc", key]:
                index = self.server.index(name)
                if index is None or index.documents.pop(key, None) is None:
                    return 404, {"result": "not_found"}
            case asked:
                return 400, {"error": f"not played: {asked}"}
        return 200, {"acknowledged": True}

    def _map(self, index: Index, mapping: JSON) -> tuple[int, JSON]:
        analyzers = index.settings["analysis"]["analyzer"]
        for each in mapping["properties"].values():
            if each.get("analyzer", next(iter(analyzers))) not in analyzers:
                return 400, {"error": "mapper_parsing_exception"}
        index.properties |= mapping["properties"]
        return 200, {"acknowledged": True}

    def _write(self, name: str, body: str, options: dict[str, str]) -> tuple[int, JSON]:
        if options.get("require_alias") == "true" and name not in self.server.aliases:
            return 404, {"error": "index_not_found_exception"}
        # What is not there, an engine makes up, with fields as it likes.
        index = self.server.index(name) or self.server.indexes.setdefault(name, Index({}))
        lines = [json.loads(line) for line in body.splitlines() if line]
        items = []
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            key = action["index"]["_id"]
            index.documents[key] = document
            items.append({"index": {"_id": key, "status": 200}})
        return 200, {"errors": False, "items": items}

    def _search(self, index: Index | None, asked: JSON) -> tuple[int, JSON]:
        if index is None:
            return 404, {"error": "index_not_found_exception"}
        scores = {
            key: found
            for key, document in index.documents.items()
            if (found := score(asked["query"], document)) is not None
        }
        best = sorted(scores.items(), key=lambda each: -each[1])[: asked["size"]]
        return 200, {"hits": {"hits": [{"_id": key, "_score": value} for key, value in best]}}

    def log_message(self, *args: Any) -> None:
        """Tests are quiet."""


@contextmanager
def searching_with(scheme: str, settings: Any) -> Iterator[Engine]:
    """Have an engine search, whose indexes are empty, until the context ends.

    Args:
        scheme: "elasticsearch" or "opensearch".
        settings: pytest-django's.
    """
    with Engine() as engine:
        threading.Thread(target=engine.serve_forever).start()
        settings.WAGTAILSEARCH_BACKENDS = {
            "default": engines.search_engine(engine.address(scheme)),
            "database": {"BACKEND": "cms.search.backends"},
        }
        try:
            _build_indexes()
            yield engine
        finally:
            engine.shutdown()


def _build_indexes() -> None:
    backend = get_search_backend()
    for model in get_indexed_models():
        if get_model_root(model) is model:
            rebuilder = backend.rebuilder_class(backend.get_index_for_model(model))
            rebuilder.start().add_model(model)
            rebuilder.finish()
