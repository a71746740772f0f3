"""Which rules the index is built by: when they change, it has to be built anew."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_FOLDER = Path(__file__).parent
_FILES = ("words.py", "terms.py", "texts.py", "entries.py", "languages/*.py")
_ENGINES = ("backends/keeping.py", "backends/sqlite.py", "backends/postgresql.py")


@cache
def fingerprint() -> str:
    """Return what tells the present rules from all others: a digest of what says them."""
    digest = hashlib.sha256(version("snowballstemmer").encode())
    for pattern in (*_FILES, *_ENGINES):
        for file in sorted(_FOLDER.glob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()
