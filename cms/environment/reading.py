"""Reading settings, strictly.

A setting that is missing or wrong stops the start with one sentence that names
the variable and says what it takes.
"""

import errno
import os
import re
import tempfile
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Final, TypeVar

import environ

T = TypeVar("T")


class _Required(Enum):
    REQUIRED = "required"


REQUIRED: Final = _Required.REQUIRED


class SettingError(SystemExit):
    """A setting that Mosaic cannot start with; its one sentence goes to stderr."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"Mosaic cannot start: {sentence}")


def read_file(path: Path) -> None:
    """Add the variables of a ``.env`` file to the environment; those already set win.

    Raises:
        SettingError: when a line is neither a variable nor a comment. The sentence gives the
            line's number only: it may hold a secret.
    """
    if not path.exists():
        return
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        raise SettingError(f"{path.name} is not a text in UTF-8.") from None
    except OSError:
        raise SettingError(f"{path.name} may not be read by this user.") from None
    for number, line in enumerate(lines, start=1):
        if line.strip() and not re.match(r"#|(export )?\w+=", line, re.ASCII):
            raise SettingError(f"line {number} of {path.name} is not a comment or NAME=value.")
    environ.Env.read_env(str(path))


def read(
    name: str,
    convert: Callable[[str], T],
    takes: str,
    default: T | _Required = REQUIRED,
) -> T:
    """Read one variable.

    Args:
        name: the variable's name; an empty variable counts as not set.
        convert: turns its text into the setting, or raises ValueError.
        takes: what it takes, to end the sentence "X takes …".
        default: the setting when the variable is not set.

    Raises:
        SettingError: when it is missing and has no default, or when convert refuses it.
            Values are never repeated in the sentence: they may be secrets.
    """
    text = os.environ.get(name, "").strip()
    if not text:
        if default is REQUIRED:
            raise SettingError(f"{name} is not set; it takes {takes}.")
        return default
    try:
        return convert(text)
    except ValueError:
        raise SettingError(f"{name} is not valid; it takes {takes}.") from None


def can_write(folder: Path) -> bool:
    """Whether files can be made in a folder; also where there is no room for them now."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError as error:
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
