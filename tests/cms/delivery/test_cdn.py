"""The CDNs' own interfaces, played by a server of the test's own."""

import json

import pytest
import requests
from wagtail.contrib.frontend_cache.utils import get_backends

TAGS = ["page-12", "pages-he", "images.photo-3"]


@pytest.fixture
def backend(monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")

    def make(name, **params):
        config = {"BACKEND": f"cms.delivery.cdn.{name}", **params}
        return get_backends({"cdn": config})["cdn"]

    return make


def test_cloudflare_is_told_the_tags(backend, server):
    backend("CloudflareBackend", API=server.address, ZONE="z1", TOKEN="t").purge_tags(TAGS)

    [(method, path, headers, body)] = server.asked
    assert (method, path) == ("POST", "/zones/z1/purge_cache")
    assert headers["Authorization"] == "Bearer t"
    assert json.loads(body) == {"tags": sorted(TAGS)}


def test_cloudflare_is_told_as_many_tags_as_it_takes_at_once(backend, server):
    tags = {f"page-{number}" for number in range(61)}
    backend("CloudflareBackend", API=server.address, ZONE="z1", TOKEN="t").purge_tags(tags)

    batches = [json.loads(body)["tags"] for *_, body in server.asked]
    assert [len(batch) for batch in batches] == [30, 30, 1]
    assert set().union(*batches) == tags


def test_fastly_is_told_the_tags(backend, server):
    backend("FastlyBackend", API=server.address, SERVICE="s1", TOKEN="t").purge_tags(TAGS)

    [(method, path, headers, _)] = server.asked
    assert (method, path) == ("POST", "/service/s1/purge")
    assert headers["Fastly-Key"] == "t"
    assert headers["Surrogate-Key"] == "images.photo-3 page-12 pages-he"


def test_varnish_is_told_the_tags(backend, server):
    backend("VarnishBackend", LOCATION=server.address).purge_tags(TAGS)

    [(method, path, headers, _)] = server.asked
    assert (method, path) == ("PURGE", "/")
    assert headers["xkey-purge"] == "images.photo-3 page-12 pages-he"


def test_cloudfront_which_knows_no_tags_is_told_all_public_paths(backend, server):
    server.status = 201
    backend("CloudfrontBackend", API=server.address, DISTRIBUTION="E2X").purge_tags(TAGS)

    [(method, path, _, body)] = server.asked
    assert method == "POST"
    assert path.endswith("/distribution/E2X/invalidation")
    assert "<Quantity>6</Quantity>" in body
    assert "<Path>/api/v2/*</Path><Path>/en/*</Path>" in body


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("CloudflareBackend", {"ZONE": "z1", "TOKEN": "t"}),
        ("FastlyBackend", {"SERVICE": "s1", "TOKEN": "t"}),
    ],
)
def test_a_cdn_that_refuses_is_an_error(backend, server, name, params):
    server.status = 503

    with pytest.raises(requests.HTTPError):
        backend(name, API=server.address, **params).purge_tags(TAGS)
