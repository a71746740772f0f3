"""Backing up and restoring: whatever the engines, all is there again, or nothing has changed."""

import gzip
import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.databases import new_postgresql
from tests.installation import LOAD_DEMO, Installation
from tests.processes import BASE_DIR, manage
from tests.s3 import serving_bucket

#: Rows that restoring adds: a line of the journal, and one of Wagtail's log.
ADDED = {"delivery.line": 1, "wagtailcore.modellogentry": 1}

HOST = "http://localhost"

#: Prints what readers get, by address.
READ = """
import json, re
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page

client, said = Client(SERVER_NAME="localhost"), {}

def ask(path):
    answer = client.get(path)
    body = b"".join(answer).decode("latin-1")
    said[path] = answer.status_code, re.sub('(csrf[a-z]+" value=)"[^"]+"', r"\\\\1", body)

for page in Page.objects.filter(depth__gt=1):
    ask(f"/api/v2/pages/{page.pk}/")
    if page.get_url():
        ask(page.get_url().replace("http://localhost", ""))
for name in ("pages", "images", "documents", "redirects"):
    ask(f"/api/v2/{name}/?fields=*&limit=100")
for code in ("en", "fr", "he"):
    for name in ("site", "categories", "authors", "archive"):
        ask(f"/api/v2/{name}/?locale={code}")
    ask(f"/{code}/sitemap.xml")
for question in ("film", "lumière", "סרט"):
    # An index that was built at once ranks a little otherwise than one that grew.
    found = client.get("/api/v2/search/", {"q": question}).json()["items"]
    said[question] = sorted(item["id"] for item in found)
for document in get_document_model().objects.all():
    ask(document.url)
ask("/api/v2/openapi.json")
print(json.dumps(said))
"""

#: Prints the journal's newest version.
VERSION = """
from cms.delivery import journal
print(journal.lines_after(0).last().version)
"""

#: Writes a post, and uploads a photo.
WRITE = """
from tests.factories import PhotoFactory, PostFactory
PostFactory(title="Written here")
PhotoFactory(title="Taken here")
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Installation:
    """What migrations make on SQLite."""
    return migrated(Installation(VAR_DIR=str(tmp_path_factory.mktemp("empty")), BASE_URL=HOST))


@pytest.fixture(scope="module")
def empty_postgresql(tmp_path_factory) -> Iterator[str]:
    """The address of a database with what migrations make on PostgreSQL."""
    with new_postgresql() as address:
        folder = str(tmp_path_factory.mktemp("empty"))
        migrated(Installation(VAR_DIR=folder, BASE_URL=HOST, DATABASE_URL=address))
        yield address


def migrated(made: Installation) -> Installation:
    done = made.manage("migrate", "--verbosity", "0")
    assert (done.returncode, done.stderr) == (0, "")
    return made


def copy_of(empty: Installation, folder: Path, **variables: str) -> Installation:
    """Another one that is empty."""
    shutil.copytree(empty.variables["VAR_DIR"], folder, dirs_exist_ok=True)
    return Installation(**{**empty.variables, "VAR_DIR": str(folder), **variables})


@pytest.fixture(scope="module")
def demo(empty, tmp_path_factory) -> Installation:
    """The demo on SQLite, with its media in a folder, and the archive of it in that."""
    made = copy_of(empty, tmp_path_factory.mktemp("demo"))
    made.run(LOAD_DEMO)
    done = made.manage("backup", str(archive_of(made)))
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def read_of_demo(demo) -> dict[str, Any]:
    """What readers of the demo get."""
    return what_is_read(demo)


def what_is_read(installation: Installation) -> dict[str, Any]:
    return json.loads(installation.run(READ))


def archive_of(installation: Installation) -> Path:
    return Path(installation.variables["VAR_DIR"]) / "archive.tar"


def media_of(installation: Installation) -> dict[str, bytes]:
    """All files of its folder."""
    folder = Path(installation.variables["VAR_DIR"]) / "media"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def rows_of(archive: Path) -> dict[str, list[Any]]:
    """All rows of an archive, by table, with what is JSON in them read."""
    with tarfile.open(archive) as tar:
        return {
            name.split("/")[1].removesuffix(".jsonl.gz"): [
                [parsed(value) for value in json.loads(line)]
                for line in gzip.decompress(tar.extractfile(name).read()).splitlines()
            ]
            for name in tar.getnames()
            if name.startswith("database/")
        }


def parsed(value: Any) -> Any:
    """JSON is text in an archive: PostgreSQL puts what is in it in an order of its own."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def changed_archive(archive: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """Write an archive that has other bytes in some files, and a manifest that does not know."""
    with tarfile.open(archive) as old, tarfile.open(target, "w") as new:
        for info in old:
            content = changes.get(info.name, old.extractfile(info).read())
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))
    return target


def assert_same(first: Path, second: Path, restored: int) -> None:
    """All rows of an archive are in one that was made after restoring it so many times."""
    before, after = rows_of(first), rows_of(second)
    assert before.keys() == after.keys()
    for table, rows in before.items():
        assert after[table][: len(rows)] == rows, table
        assert len(after[table]) - len(rows) == restored * ADDED.get(table, 0), table


def test_all_is_there_again_on_the_same_engine(empty, demo, read_of_demo, tmp_path):
    other = copy_of(empty, tmp_path)

    done = other.manage("restore", str(archive_of(demo)))

    assert done.returncode == 0, done.stderr
    assert "All is as it was at " in done.stdout
    other.manage("backup", str(archive_of(other)))
    assert_same(archive_of(demo), archive_of(other), restored=1)
    assert media_of(other) == media_of(demo) != {}
    assert what_is_read(other) == read_of_demo


@pytest.mark.postgresql
def test_all_is_there_again_on_the_other_engine_and_back(
    empty, empty_postgresql, demo, read_of_demo, tmp_path
):
    with new_postgresql(like=empty_postgresql) as address:
        moved = copy_of(empty, tmp_path / "moved", DATABASE_URL=address)
        done = moved.manage("restore", str(archive_of(demo)))
        assert done.returncode == 0, done.stderr
        moved.manage("backup", str(archive_of(moved)))

        assert_same(archive_of(demo), archive_of(moved), restored=1)
        assert media_of(moved) == media_of(demo)
        assert what_is_read(moved) == read_of_demo
        # And it goes on from there: new rows have keys of their own.
        assert moved.run("from tests.factories import PostFactory; print(PostFactory().live)")

    back = copy_of(empty, tmp_path / "back")
    done = back.manage("restore", str(archive_of(moved)))
    assert done.returncode == 0, done.stderr
    back.manage("backup", str(archive_of(back)))

    assert_same(archive_of(demo), archive_of(back), restored=2)
    assert media_of(back) == media_of(demo)
    assert what_is_read(back) == read_of_demo


def test_an_archive_is_taken_wherever_tasks_wait(empty, demo, tmp_path):
    copy = copy_of(empty, tmp_path, TASKS="redis://127.0.0.1:1/0")

    done = copy.manage("restore", str(archive_of(demo)))

    assert done.returncode == 0, done.stderr


def test_an_archive_is_for_its_owner_only(demo):
    assert stat.S_IMODE(archive_of(demo).stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over(demo):
    before = archive_of(demo).read_bytes()

    done = demo.manage("backup", str(archive_of(demo)))

    assert done.returncode == 1
    assert "archive.tar is there already." in done.stderr
    assert archive_of(demo).read_bytes() == before


def test_nobody_is_logged_in_by_an_archive(demo):
    assert "sessions.session" not in rows_of(archive_of(demo))


def test_it_goes_through_a_pipe(empty, demo, tmp_path):
    other = copy_of(empty, tmp_path)
    archive = piped(demo, "backup", "-")

    said = piped(other, "restore", "-", into=archive.stdout)

    assert said.stdout.decode().startswith("All is as it was at "), said.stderr
    assert media_of(other) == media_of(demo)


def piped(
    installation: Installation, *arguments: str, into: bytes = b""
) -> "subprocess.CompletedProcess[bytes]":
    """Run a command that reads or writes bytes."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env={"PATH": os.environ["PATH"], **installation.variables},
        input=into,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_what_is_written_meanwhile_is_not_in_an_archive_and_does_not_wait(demo, tmp_path):
    """The stream that the archive goes to makes a change of its own before each write."""
    counted = copy_of(demo, tmp_path / "copy").run(f"""
import threading
from django.db import connection
from taggit.models import Tag
from cms.operations.backup.making import backup

def write():
    number = Tag.objects.count()
    Tag.objects.create(name=f"made meanwhile {{number}}", slug=str(number))
    connection.close()

class Stream:
    def __init__(self): self.file = open({str(tmp_path / "archive.tar")!r}, "wb")
    def write(self, chunk):
        thread = threading.Thread(target=write); thread.start(); thread.join()
        return self.file.write(chunk)

before = Tag.objects.count()
stream = Stream(); backup(stream); stream.file.close()
print(before, Tag.objects.count())
""")

    before, after = map(int, counted.split())
    assert after > before
    assert len(rows_of(tmp_path / "archive.tar")["taggit.tag"]) - 1 == before


class TestWhereThereIsContent:
    @pytest.fixture(
        scope="class",
        params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
    )
    def filled(self, request, empty, tmp_path_factory) -> Iterator[Installation]:
        """A publication with a post, and a photo."""
        folder = tmp_path_factory.mktemp("filled")
        with ExitStack() as stack:
            variables = {}
            if request.param == "postgresql":
                like = request.getfixturevalue("empty_postgresql")
                variables["DATABASE_URL"] = stack.enter_context(new_postgresql(like=like))
            made = copy_of(empty, folder, **variables)
            made.run(WRITE)
            yield made

    def test_it_is_left_unless_it_is_to_be_replaced(self, demo, filled):
        before = self._state(filled)

        done = filled.manage("restore", str(archive_of(demo)))

        assert done.returncode == 1
        assert "This publication is not empty. --replace replaces all of it." in done.stderr
        assert self._state(filled) == before

    def test_where_the_database_refuses_all_is_as_it_was(self, demo, filled, tmp_path):
        before = self._state(filled)
        assert "Written here" in before[0]
        bad = self._without_languages(archive_of(demo), tmp_path / "bad.tar")

        done = filled.manage("restore", "--replace", str(bad))

        assert done.returncode == 1
        assert "The database refuses it, and is as it was" in done.stderr
        assert self._state(filled) == before

    def test_it_is_replaced_with_its_media(self, demo, read_of_demo, filled):
        archived = max(line[1] for line in rows_of(archive_of(demo))["delivery.line"][1:])
        newest = max(archived, int(filled.run(VERSION)))

        done = filled.manage("restore", "--replace", str(archive_of(demo)))

        assert done.returncode == 0, done.stderr
        assert media_of(filled) == media_of(demo)
        assert what_is_read(filled) == read_of_demo
        assert int(filled.run(VERSION)) > newest
        filled.run(WRITE)  # so that what is there is another publication again

    def _state(self, installation: Installation) -> tuple[str, dict[str, bytes]]:
        titles = "from blog.models import BlogPage as P; print([p.title for p in P.objects.all()])"
        return installation.run(f"{VERSION}\n{titles}"), media_of(installation)

    def _without_languages(self, archive: Path, target: Path) -> Path:
        """An archive that is whole, and lacks the languages that pages are in."""
        name = "database/wagtailcore.locale.jsonl.gz"
        with tarfile.open(archive) as tar:
            manifest = json.load(tar.extractfile("manifest.json"))
            columns = gzip.decompress(tar.extractfile(name).read()).splitlines()[0]
        content = gzip.compress(columns + b"\n")
        digest = hashlib.sha256(content).hexdigest()
        manifest["members"][name] = {"size": len(content), "sha256": digest, "rows": 0}
        changes = {name: content, "manifest.json": json.dumps(manifest).encode()}
        return changed_archive(archive, target, changes)


class TestAnArchiveThatIsNotWhole:
    @pytest.fixture(scope="class")
    def other(self, empty, tmp_path_factory) -> Installation:
        return copy_of(empty, tmp_path_factory.mktemp("other"))

    def test_is_refused_where_a_file_is_not_as_it_was(self, demo, other, tmp_path):
        name = "database/auth.user.jsonl.gz"
        bad = changed_archive(archive_of(demo), tmp_path / "bad.tar", {name: b"else"})

        done = other.manage("restore", str(bad))

        assert done.returncode == 1
        assert done.stderr.strip() == (
            f"CommandError: Nothing was restored. {name} is not as it was written."
        )
        assert media_of(other) == {}

    def test_is_refused_where_it_is_cut_off(self, demo, other, tmp_path):
        cut = tmp_path / "cut.tar"
        cut.write_bytes(archive_of(demo).read_bytes()[:-40_000])

        done = other.manage("restore", str(cut))

        assert done.returncode == 1
        assert "CommandError: Nothing was restored." in done.stderr
        assert media_of(other) == {}

    def test_is_refused_where_it_is_none(self, other, tmp_path):
        (tmp_path / "none.tar").write_text("nothing of the kind")

        done = other.manage("restore", str(tmp_path / "none.tar"))

        assert "This is no archive, or a part of one." in done.stderr


def test_media_move_into_a_bucket_and_documents_stay_private(empty, demo, tmp_path):
    with serving_bucket("copies") as (endpoint, client):
        bucket = f"s3://key:secret@copies?endpoint={endpoint}&region=us-east-1"
        other = copy_of(empty, tmp_path, STORAGE_URL=bucket)
        done = other.manage("restore", str(archive_of(demo)))
        assert done.returncode == 0, done.stderr
        stored = {
            each["Key"]: client.get_object(Bucket="copies", Key=each["Key"])["Body"].read()
            for each in client.list_objects_v2(Bucket="copies")["Contents"]
        }
        assert stored == media_of(demo)

        other.manage("backup", str(archive_of(other)))
        assert_same(archive_of(demo), archive_of(other), restored=1)
        with tarfile.open(archive_of(demo)) as first, tarfile.open(archive_of(other)) as second:
            media = [name for name in first.getnames() if name.startswith("media/")]
            assert [name for name in second.getnames() if name.startswith("media/")] == media
            for name in media:
                assert first.extractfile(name).read() == second.extractfile(name).read()


def test_where_no_database_answers_one_sentence_says_so(tmp_path):
    address = "postgres://me:hunter2@127.0.0.1:1/mosaic"

    done = manage("backup", str(tmp_path / "mosaic.tar"), DEBUG="true", DATABASE_URL=address)

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: Nothing was backed up. DATABASE_URL: It does not")
    assert "hunter2" not in done.stderr
