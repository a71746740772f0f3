import copy
from typing import Any

import pytest

from cms.api.drift import changes
from tests.processes import manage

OLD: dict[str, Any] = {
    "paths": {"/a/": {"get": {"parameters": [{"name": "q", "in": "query", "schema": {}}]}}},
    "components": {
        "schemas": {
            "Photo": {
                "type": "object",
                "description": "A photo.",
                "properties": {"alt": {"type": "string"}, "width": {"type": "integer"}},
                "required": ["alt", "width"],
            },
            "Block": {"oneOf": [{"$ref": "#/Text"}, {"$ref": "#/Quote"}]},
        }
    },
}


def changed(edit: Any) -> list[bool]:
    """Whether each change breaks clients, after an edit of the document."""
    new = copy.deepcopy(OLD)
    edit(new["components"]["schemas"], new["paths"]["/a/"]["get"]["parameters"])
    return [change.breaks for change in changes(OLD, new)]


def test_the_kept_document_is_the_one_that_the_code_makes():
    done = manage("openapi", DEBUG="true")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_same_document_has_no_changes():
    assert changed(lambda schemas, parameters: None) == []


@pytest.mark.parametrize(
    "edit",
    [
        lambda schemas, parameters: schemas["Photo"]["properties"].pop("alt"),
        lambda schemas, parameters: schemas["Photo"]["required"].remove("alt"),
        lambda schemas, parameters: schemas["Photo"]["properties"]["alt"].update(type="integer"),
        lambda schemas, parameters: schemas["Block"]["oneOf"].pop(),
        lambda schemas, parameters: schemas.pop("Block"),
        lambda schemas, parameters: parameters.pop(),
        lambda schemas, parameters: parameters[0].update(required=True),
        lambda schemas, parameters: parameters.append({"name": "x", "required": True}),
    ],
)
def test_what_clients_would_miss_breaks_them(edit: Any):
    assert any(changed(edit))


@pytest.mark.parametrize(
    "edit",
    [
        lambda schemas, parameters: schemas["Photo"]["properties"].update(src={}),
        lambda schemas, parameters: schemas["Photo"].update(description="A picture."),
        lambda schemas, parameters: schemas["Block"]["oneOf"].append({"$ref": "#/Photo"}),
        lambda schemas, parameters: schemas.update(Video={}),
        lambda schemas, parameters: parameters.append({"name": "x"}),
        lambda schemas, parameters: schemas["Block"]["oneOf"].reverse(),
    ],
)
def test_what_is_new_only_adds(edit: Any):
    assert not any(changed(edit))
