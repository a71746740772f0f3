"""Filling in a block's form."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import Block
from wagtail.blocks.struct_block import StructBlockValidationError


def submit(block: Block, value: Any) -> Any:
    """Return what the form takes; raise what it refuses."""
    return block.clean(block.to_python(value))


def refusals(block: Block, value: Any) -> dict[str, Any]:
    """Return what the form says at each field; fail when it takes the value."""
    with pytest.raises(StructBlockValidationError) as raised:
        submit(block, value)
    return _messages(raised.value)


def _messages(error: ValidationError) -> Any:
    if isinstance(error, StructBlockValidationError):
        return {name: _messages(inner) for name, inner in error.block_errors.items()}
    return error.messages
