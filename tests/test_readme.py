"""What the README tells front-end developers to type does what it says."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from blog.comments.models import Comment
from blog.models import BlogPage
from tests.conftest import empty_homes, missing
from tests.demo import load_without_drawing
from tests.factories import root_collection

ROOT = Path(settings.BASE_DIR)
TOOLS = ROOT / "tests/frontend"
GUIDE = "docs/front-end.md"
HEADING = "A front end in five minutes"
#: Where the README's reader has Mosaic running.
ADDRESS = "http://127.0.0.1:8000"
HEBREW_POST = "hazara-el-haemek"
QUOTE_CASE = '    case "quote":\n      return `> ${item.value.text}`;\n'


def written(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def section(heading: str) -> str:
    """A section of the README."""
    [found] = re.findall(rf"^## {heading}\n(.*?)(?=^## )", written("README.md"), re.S | re.M)
    return str(found)


def code(language: str) -> list[str]:
    """What the section says to type in a language, piece by piece."""
    return re.findall(rf"^```{language}\n(.*?)^```$", section(HEADING), re.S | re.M)


def shell(commands: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run commands as they are typed; npm asks nobody."""
    offline = {"npm_config_offline": "true", "npm_config_update_notifier": "false"}
    return subprocess.run(
        [str(shutil.which("bash")), "-e", "-c", commands],
        cwd=folder,
        env={**os.environ, **offline},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


Type = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def typed(tmp_path: Path) -> Type:
    """Type all that the README says: ``typed("http://127.0.0.1:9000", without=a_case)``."""
    tools = TOOLS / "node_modules"
    if shutil.which("npx") is None or not tools.exists():
        missing("there is no node, or no tests/frontend/node_modules (npm ci makes it)")
    prepare, run = code("sh")
    [program] = code("ts")
    # What is to be installed is there, in the versions of the lock file.
    prepare = re.sub(r"^npm install .*", f"ln -sfn {tools} .", prepare, flags=re.M)

    def type_it(address: str, without: str = "") -> "subprocess.CompletedProcess[str]":
        done = shell(prepare.replace(ADDRESS, address), tmp_path)
        assert done.returncode == 0, done.stderr
        assert without in program
        changed = program.replace(without, "").replace(ADDRESS, address)
        (tmp_path / "front-end/main.ts").write_text(changed, encoding="utf-8")
        return shell(run, tmp_path / "front-end")

    return type_it


@pytest.fixture
def demo(server: str) -> str:
    """The address of a server with the demo, which a browser test may have left nothing for."""
    root_collection()
    empty_homes()
    load_without_drawing()
    return server


def test_the_front_end_of_the_readme_prints_a_page(typed: Type, demo: str):
    done = typed(demo)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    post = BlogPage.objects.get(slug=HEBREW_POST)
    assert done.stdout.startswith(f"# {post.title} (he, rtl)\n\n")
    assert post.author_links.first().author.name_he in done.stdout
    # It has a block of every kind.
    assert {block.block_type for block in post.body} == set(post.body.stream_block.child_blocks)
    for given in ("\n> ", "\n![", "\n[", "](http"):
        assert given in done.stdout


def test_the_front_end_of_the_readme_does_not_compile_without_one_of_its_cases(
    typed: Type, server: str
):
    done = typed(server, without=QUOTE_CASE)
    assert done.returncode != 0
    assert "Function lacks ending return statement" in done.stdout


def test_what_the_readme_installs_is_what_its_front_end_is_tested_with():
    installed = re.findall(r"^npm install (?:--save-dev )?(.*)", code("sh")[0], re.M)
    packages = " ".join(installed).split()
    locked = json.loads((TOOLS / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {name.partition("@")[0] for name in packages} <= set(locked)
    for name in packages:
        package, _, major = name.partition("@")
        assert locked[package].startswith(major)


@pytest.mark.django_db
@pytest.mark.parametrize("document", ["README.md", GUIDE])
def test_every_address_that_is_shown_has_an_answer(client: Client, document: str):
    empty_homes()
    load_without_drawing()
    number = Comment.objects.approved()[0].page_id
    # One with an ellipsis is for the reader to complete.
    addresses = re.findall(r"^    (/api/v2/[^\s…]+)(?=\s)", written(document), re.M)
    assert addresses
    for address in addresses:
        asked = address.replace("/12/", f"/{number}/").replace("=12", f"={number}")
        response = client.get(asked, follow=True)
        assert response.status_code == 200, (address, response.content)
        assert response.json().get("meta", {}).get("total_count") != 0, address


@pytest.mark.parametrize("document", ["README.md", GUIDE])
def test_every_link_leads_somewhere(document: str):
    targets = re.findall(r"\]\((?!https?:)([^)#$\s{]+)(#[\w-]+)?\)", written(document))
    assert targets
    for path, anchor in targets:
        target = (ROOT / document).parent / path
        assert target.exists(), path
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.M)
            assert anchor[1:] in [heading.lower().replace(" ", "-") for heading in headings]
