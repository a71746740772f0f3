"""Mosaic with a database and files of its own, run by its own commands."""

from subprocess import CompletedProcess

from tests.processes import manage, python

#: Loads the demo, with pictures in one colour.
LOAD_DEMO = """
from django.core.management import call_command
from blog.management.commands import load_demo
from tests.demo import load_without_drawing
load_demo.load = load_without_drawing
call_command("load_demo")
"""


class Installation:
    """One of them.

    Attributes:
        variables: the settings that its processes are started with.
    """

    def __init__(self, **variables: str) -> None:
        self.variables = {"DEBUG": "true", "DJANGO_SETTINGS_MODULE": "cms.settings", **variables}

    def manage(self, *arguments: str) -> "CompletedProcess[str]":
        """Run a command."""
        return manage(*arguments, **self.variables)

    def run(self, code: str) -> str:
        """Run Python code, and return what it prints."""
        done = python("-c", f"import django; django.setup()\n{code}", **self.variables)
        assert done.returncode == 0, done.stderr
        return done.stdout
