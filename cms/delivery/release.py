"""What this release of the application is called, so that no other one's answers are given."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

#: Settings that answers do not depend on, or whose texts are not the same in every process.
_LEFT_OUT = {"CACHES", "DATABASES", "LOGGING", "LOGGING_CONFIG", "SECRET_KEY"}


@lru_cache(maxsize=1)
def release() -> str:
    """Return a name of the code and its settings, in 16 hex digits.

    A cache outlives the processes that fill it. After a deployment, the answers of the old code
    stay there unread; where old and new code run side by side, each reads its own.
    """
    digest = hashlib.blake2b(digest_size=8)
    for name in sorted(set(dir(settings)) - _LEFT_OUT):
        if name.isupper():
            digest.update(f"{name}={getattr(settings, name)!r}\n".encode())
    for folder in ("cms", "home", "blog", "locale"):
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".mo"):
                digest.update(path.read_bytes())
    digest.update((Path(settings.BASE_DIR) / "requirements.lock").read_bytes())
    return digest.hexdigest()
