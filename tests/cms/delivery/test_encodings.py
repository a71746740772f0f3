import pytest

from cms.delivery.encodings import COMPRESSIONS, negotiate


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br; q = 0.2 , zstd", "zstd"),
        ("*", "br"),
        ("*;q=0.1, gzip", "gzip"),
        ("*, br;q=0", "zstd"),
        ("br;q=much, gzip;q=0.1", "gzip"),
        ("br;q=nan, gzip", "gzip"),
        ("br;q=9, gzip;q=0.9", "gzip"),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=0.5, identity;q=0.5", "gzip"),
        (",,;q=1,", ""),
    ],
)
def test_the_best_encoding_that_a_client_takes(accepted, encoding):
    assert negotiate(accepted) == encoding


def test_a_body_is_the_same_bytes_whenever_it_is_compressed():
    # Where gzip has the time (RFC 1952, 2.3.1).
    assert COMPRESSIONS["gzip"](b"Mosaic")[4:8] == bytes(4)
