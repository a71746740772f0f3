"""The catalogues hold every text of ours, in French and in Hebrew, and are compiled."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.conftest import missing
from tests.processes import BASE_DIR

#: Our own, and what we say in Wagtail's place.
CATALOGUES = sorted((BASE_DIR / "locale").glob("**/*.po"))

REMEDY = "run `make messages` and translate what it added"


def name(path: Path) -> str:
    return str(path.relative_to(BASE_DIR / "locale"))


def texts(catalogue: polib.POFile) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: Any) -> Path:
    """A folder of catalogues made from the sources alone, which nobody translated."""
    if shutil.which("xgettext") is None:
        missing("There is no gettext")
    project = tmp_path_factory.mktemp("messages")
    for folder in ("blog", "cms", "home"):
        shutil.copytree(BASE_DIR / folder, project / folder)
    (project / "locale").mkdir()
    for domain in ("django", "djangojs"):
        subprocess.run(
            [
                *(sys.executable, "-m", "django", "makemessages", "--domain", domain),
                *("--locale", "fr", "--locale", "he", "--verbosity", "0"),
            ],
            cwd=project,
            env={"PATH": os.environ["PATH"]},
            check=True,
        )
    return project / "locale"


def test_no_text_of_ours_is_missing_from_the_catalogues_and_none_is_left_over(extracted: Path):
    for made in sorted(extracted.glob("*/LC_MESSAGES/*.po")):
        kept = BASE_DIR / "locale" / made.relative_to(extracted)
        assert texts(polib.pofile(kept)) == texts(polib.pofile(made)), f"{name(kept)}: {REMEDY}"


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_every_text_of_a_catalogue_is_translated(path: Path):
    catalogue = polib.pofile(path)
    unfinished = [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] + [
        entry.msgid for entry in catalogue.obsolete_entries()
    ]
    assert unfinished == [], f"untranslated, fuzzy, or obsolete: {REMEDY}"


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_what_is_put_into_a_text_is_put_into_its_translation(path: Path, tmp_path: Path):
    if shutil.which("msgfmt") is None:
        missing("There is no gettext")
    checked = subprocess.run(
        ["msgfmt", "--check", "--output-file", tmp_path / "any.mo", path],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.parametrize("path", CATALOGUES, ids=name)
def test_the_compiled_catalogue_says_the_same(path: Path):
    def translations(catalogue: polib.POFile | polib.MOFile) -> dict[Any, Any]:
        return {
            (entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in catalogue
        }

    compiled = polib.mofile(path.with_suffix(".mo"))
    assert translations(compiled) == translations(polib.pofile(path)), "run `make messages`"
