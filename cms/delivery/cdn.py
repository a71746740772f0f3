"""The CDNs that can be told of changes, as backends of wagtail.contrib.frontend_cache.

Wagtail's own backends purge addresses, of which an API has no end, and note failures in a log only.
These purge what carries a tag, and raise when they cannot, so that it is tried again.
"""

import uuid
from collections.abc import Iterable
from typing import Any

import requests
from django.conf import settings
from wagtail.contrib.frontend_cache.backends import BaseBackend

#: For how many seconds a CDN may think about it.
TIMEOUT = 10


class CDNBackend(BaseBackend):
    """A CDN that purges by tags."""

    #: How many tags one request may name.
    batch_size: int

    def purge_tags(self, tags: Iterable[str]) -> None:
        """Purge every answer that carries one of these tags.

        Raises:
            Exception: when the CDN does not answer, or refuses; which one is its client's.
        """
        names = sorted(tags)
        for start in range(0, len(names), self.batch_size):
            self._purge_batch(names[start : start + self.batch_size])

    def purge_nothing(self) -> None:
        """Purge what no answer carries, to see whether it would be done.

        Raises:
            Exception: as when something is purged.
        """
        self.purge_tags([f"doctor-{uuid.uuid4()}"])

    def _purge_batch(self, tags: list[str]) -> None:
        raise NotImplementedError


class CloudflareBackend(CDNBackend):
    """Cloudflare, by ``Cache-Tag``."""

    batch_size = 30

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        api = params.get("API", "https://api.cloudflare.com/client/v4")
        self._address = f"{api}/zones/{params['ZONE']}/purge_cache"
        self._headers = {"Authorization": f"Bearer {params['TOKEN']}"}

    def _purge_batch(self, tags: list[str]) -> None:
        _post(self._address, self._headers, json={"tags": tags})


class FastlyBackend(CDNBackend):
    """Fastly, by ``Surrogate-Key``."""

    batch_size = 256

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        api = params.get("API", "https://api.fastly.com")
        self._address = f"{api}/service/{params['SERVICE']}/purge"
        self._headers = {"Fastly-Key": params["TOKEN"], "Accept": "application/json"}

    def _purge_batch(self, tags: list[str]) -> None:
        _post(self._address, {**self._headers, "Surrogate-Key": " ".join(tags)})


class VarnishBackend(CDNBackend):
    """Varnish with its xkey module, by ``Surrogate-Key``: ``PURGE`` with ``xkey-purge``."""

    batch_size = 100

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._address = params["LOCATION"]

    def _purge_batch(self, tags: list[str]) -> None:
        _post(self._address, {"xkey-purge": " ".join(tags)}, method="PURGE")


class CloudfrontBackend(CDNBackend):
    """CloudFront, which knows no tags: whatever changed, all public paths are purged.

    It is paid by the path, of which one with ``*`` counts as one. The keys are taken from where
    Amazon's own tools find them.
    """

    def __init__(self, params: dict[str, Any]) -> None:
        import boto3  # noqa: PLC0415  it takes a lot of memory, which other CDNs do without

        super().__init__(params)
        self._distribution = params["DISTRIBUTION"]
        self._client = boto3.client(
            "cloudfront", region_name="us-east-1", endpoint_url=params.get("API")
        )

    def purge_tags(self, tags: Iterable[str]) -> None:
        self._purge_paths([f"{prefix}*" for prefix in settings.DELIVERY_PATHS])

    def purge_nothing(self) -> None:
        self._purge_paths([f"/doctor-{uuid.uuid4()}"])

    def _purge_paths(self, paths: list[str]) -> None:
        self._client.create_invalidation(
            DistributionId=self._distribution,
            InvalidationBatch={
                "Paths": {"Quantity": len(paths), "Items": paths},
                "CallerReference": str(uuid.uuid4()),
            },
        )


def _post(address: str, headers: dict[str, str], *, method: str = "POST", json: Any = None) -> None:
    response = requests.request(method, address, headers=headers, json=json, timeout=TIMEOUT)
    response.raise_for_status()
