"""The archive's file."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import asdict, dataclass, field
from typing import IO, Any, Self

MANIFEST = "manifest.json"

#: The number of this form of archive.
FORMAT = 1


class ArchiveError(Exception):
    """What is wrong with an archive, as a sentence."""


@dataclass(frozen=True)
class Member:
    """A file in the archive.

    Attributes:
        size: in bytes.
        sha256: of its bytes, in hex digits.
        rows: how many it has, where it is a table's.
    """

    size: int
    sha256: str
    rows: int | None = None


@dataclass
class Manifest:
    """What an archive has.

    Attributes:
        made_at: when, in ISO 8601: all rows are as they were then.
        release: the name of the code that made it; see ``cms.delivery.release``.
        engine: of the database that it was made of.
        migrations: the newest ones of each application; the tables are as these make them.
        members: every file in it, by name.
        missing: media that rows name, and that were not there.
    """

    made_at: str
    release: str
    engine: str
    migrations: list[str]
    members: dict[str, Member] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT


class Writer:
    """Writes an archive from beginning to end, also to where nothing can be sought."""

    def __init__(self, stream: IO[bytes], manifest: Manifest) -> None:
        self.manifest = manifest
        self._tar = tarfile.open(fileobj=stream, mode="w|")  # noqa: SIM115  __exit__ closes it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        """End the archive; one that is not finished has no manifest."""
        # Where it cannot be written to any more, that is what went wrong already.
        with suppress(OSError) if kind else nullcontext():
            self._tar.close()

    def add(self, name: str, file: Any, size: int, rows: int | None = None) -> None:
        """Add a file, which is read from where it stands.

        Raises:
            OSError: it is shorter than ``size``.
        """
        hashing = _Hashing(file)
        self._put(name, hashing, size)
        self.manifest.members[name] = Member(size, hashing.digest.hexdigest(), rows)

    def finish(self) -> None:
        """Write the manifest, without which an archive is not whole."""
        text = json.dumps(asdict(self.manifest), ensure_ascii=False, indent=1).encode()
        self._put(MANIFEST, io.BytesIO(text), len(text))

    def _put(self, name: str, file: Any, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, file)


class _Hashing:
    """A file of which a digest is made while it is read."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        chunk: bytes = self._file.read(size)
        self.digest.update(chunk)
        return chunk


class Reader:
    """An archive that was found to be whole: what it says of its files is so."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar = tar
        self.manifest = manifest

    def open(self, name: str) -> IO[bytes]:
        """Open a file in it."""
        file = self._tar.extractfile(name)
        assert file is not None, "a member is a file"
        return file


@contextmanager
def opened(file: IO[bytes]) -> Iterator[Reader]:
    """Open an archive, and hold all that it has against its manifest.

    Args:
        file: where it begins; it can be sought in.

    Raises:
        ArchiveError: it is none, or not whole, or not as it was written.
    """
    try:
        with tarfile.open(fileobj=file, mode="r:") as tar:
            manifest = _manifest(tar)
            found = {info.name: info for info in tar if info.name != MANIFEST}
            if found.keys() != manifest.members.keys():
                raise ArchiveError("It has other files than its manifest says.")
            for name, info in found.items():
                if not info.isfile() or _sha256(tar, info) != manifest.members[name].sha256:
                    raise ArchiveError(f"{name} is not as it was written.")
            yield Reader(tar, manifest)
    except tarfile.TarError:
        raise ArchiveError("This is no archive, or a part of one.") from None


def _manifest(tar: tarfile.TarFile) -> Manifest:
    try:
        file = tar.extractfile(MANIFEST)
        told = json.load(file) if file else {}
    except (KeyError, ValueError):
        raise ArchiveError("It has no manifest: it was not written to its end.") from None
    if told.get("format") != FORMAT:
        raise ArchiveError("It has another form than this release reads.")
    members = {name: Member(**member) for name, member in told.pop("members").items()}
    return Manifest(members=members, **told)


def _sha256(tar: tarfile.TarFile, info: tarfile.TarInfo) -> str:
    file: Any = tar.extractfile(info)
    return hashlib.file_digest(file, "sha256").hexdigest()
