"""A server that speaks as S3 does, with a bucket."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto.server import ThreadedMotoServer


@contextmanager
def serving_bucket(name: str) -> Iterator[tuple[str, Any]]:
    """Give the server's address, and a client of it.

    Args:
        name: the bucket's; another one for each server, since all in a process share what is in
            them.
    """
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        address = "http://{}:{}".format(*server.get_host_and_port())
        client = client_of(address)
        client.create_bucket(Bucket=name)
        yield address, client
    finally:
        server.stop()


def client_of(address: str) -> Any:
    """Return a client of a server that is at an address."""
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name="us-east-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
