import copy
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.api.drift import changes
from tests.processes import manage

TEXT, NULL = {"type": "string"}, {"type": "null"}
OLD: dict[str, Any] = {
    "info": {"description": "A publication."},
    "paths": {
        "/a/": {
            "get": {
                "operationId": "listPhotos",
                "parameters": [
                    {"name": "q", "in": "query", "schema": {"type": "string", "maxLength": 9}},
                    {"name": "order", "in": "query", "schema": {"enum": ["a", "b"]}},
                    {"name": "id", "in": "query", "required": True, "schema": {"minimum": 1}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/Photo"}}}},
                    "404": {"content": {"application/json": {"schema": {"$ref": "#/Error"}}}},
                },
            },
            "post": {
                "operationId": "sendPhoto",
                "requestBody": {
                    "content": {
                        "application/json": {"schema": {"$ref": "#/components/schemas/NewPhoto"}}
                    }
                },
                "responses": {"202": {"description": "It has come."}},
            },
        }
    },
    "components": {
        "schemas": {
            "Photo": {
                "type": "object",
                "description": "A photo.",
                "properties": {
                    "alt": {"type": "string"},
                    "taken": {"type": "string", "format": "date"},
                    "place": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    "shape": {"enum": ["wide", "tall"]},
                    "sizes": {"type": "array", "items": {"type": "integer"}},
                    "title": {"type": "string"},
                    "credit": {"type": "string"},
                },
                "required": ["alt", "taken", "place", "shape", "sizes", "title"],
            },
            "Block": {
                "oneOf": [{"$ref": "#/Text"}, {"$ref": "#/Quote"}],
                "discriminator": {"propertyName": "type"},
            },
            "Mixed": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
            "NewPhoto": {
                "type": "object",
                "properties": {
                    "alt": {"type": "string", "maxLength": 9},
                    "shape": {"enum": ["wide", "tall"]},
                    "place": {"$ref": "#/components/schemas/Place"},
                },
                "required": ["alt"],
            },
            "Place": {"type": "object", "properties": {"name": {"type": "string"}}},
        }
    },
}


class Edited:
    """A document to edit, and its parts that are edited most."""

    def __init__(self) -> None:
        self.document = copy.deepcopy(OLD)
        self.operation = self.document["paths"]["/a/"]["get"]
        self.sending = self.document["paths"]["/a/"]["post"]
        self.parameters = self.operation["parameters"]
        self.schemas = self.document["components"]["schemas"]
        self.photo = self.schemas["Photo"]
        self.properties = self.photo["properties"]
        self.sent = self.schemas["NewPhoto"]


def changed(edit: Any) -> list[bool]:
    """Whether each change breaks clients, after an edit of the document."""
    edited = Edited()
    edit(edited)
    return [change.breaks for change in changes(OLD, edited.document)]


def test_the_kept_document_is_the_one_that_the_code_makes():
    done = manage("openapi", DEBUG="true")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_same_document_has_no_changes():
    assert changed(lambda new: None) == []


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda new: new.properties.pop("alt"), id="property gone"),
        pytest.param(lambda new: new.properties.pop("title"), id="property called title gone"),
        pytest.param(lambda new: new.photo["required"].remove("alt"), id="may be absent"),
        pytest.param(lambda new: new.properties["alt"].update(type="integer"), id="retyped"),
        pytest.param(
            lambda new: new.properties["taken"].update(format="date-time"), id="another format"
        ),
        pytest.param(lambda new: new.properties["taken"].pop("format"), id="no format"),
        pytest.param(
            lambda new: new.properties.update(alt={"anyOf": [TEXT, NULL]}), id="may be null"
        ),
        pytest.param(
            lambda new: new.properties["alt"].update(type=["string", "null"]), id="type or null"
        ),
        pytest.param(lambda new: new.properties["shape"]["enum"].append(None), id="enum or null"),
        pytest.param(lambda new: new.properties["shape"]["enum"].pop(), id="value gone"),
        pytest.param(
            lambda new: new.properties["sizes"].update(items={"type": "string"}), id="items retyped"
        ),
        pytest.param(lambda new: new.schemas["Block"]["oneOf"].pop(), id="member gone"),
        pytest.param(
            lambda new: new.schemas["Block"]["discriminator"].update(propertyName="kind"),
            id="told apart otherwise",
        ),
        pytest.param(
            lambda new: new.schemas["Mixed"]["oneOf"].append({"type": "boolean"}),
            id="member that cannot be told apart",
        ),
        pytest.param(lambda new: new.schemas.pop("Block"), id="schema gone"),
        pytest.param(lambda new: new.document["paths"].pop("/a/"), id="path gone"),
        pytest.param(lambda new: new.operation.update(operationId="photos"), id="renamed"),
        pytest.param(lambda new: new.operation["responses"].pop("404"), id="answer gone"),
        pytest.param(lambda new: new.parameters.pop(0), id="parameter gone"),
        pytest.param(lambda new: new.parameters[0].update(required=True), id="now required"),
        pytest.param(
            lambda new: new.parameters.append({"name": "x", "required": True}),
            id="new required parameter",
        ),
        pytest.param(
            lambda new: new.parameters[0]["schema"].update(maxLength=8), id="shorter parameter"
        ),
        pytest.param(
            lambda new: new.parameters[0]["schema"].update(enum=["a"]), id="bound parameter"
        ),
        pytest.param(
            lambda new: new.parameters[0]["schema"].update(type="integer"), id="parameter retyped"
        ),
        pytest.param(
            lambda new: new.parameters[1]["schema"]["enum"].pop(), id="parameter takes one less"
        ),
        pytest.param(
            lambda new: new.parameters[2]["schema"].update(minimum=2), id="parameter starts later"
        ),
        pytest.param(lambda new: new.sent["properties"].pop("shape"), id="no longer taken"),
        pytest.param(lambda new: new.sent["required"].append("shape"), id="must be sent now"),
        pytest.param(
            lambda new: new.sent["properties"]["alt"].update(maxLength=8), id="shorter to send"
        ),
        pytest.param(
            lambda new: new.sent["properties"]["alt"].update(pattern="^[a-z]+$"),
            id="bound to send",
        ),
        pytest.param(
            lambda new: new.sent["properties"]["shape"]["enum"].pop(), id="one less to send"
        ),
        pytest.param(
            lambda new: new.schemas["Place"].update(required=["name"]), id="must be sent inside"
        ),
        pytest.param(
            lambda new: new.sending["requestBody"].update(required=True), id="body now required"
        ),
        pytest.param(
            lambda new: new.operation.update(
                requestBody={"required": True, "content": {"application/json": {"schema": TEXT}}}
            ),
            id="new required body",
        ),
        pytest.param(
            lambda new: new.sending["requestBody"]["content"].update(
                {"application/json": {"schema": TEXT}}
            ),
            id="another body",
        ),
    ],
)
def test_what_clients_would_miss_breaks_them(edit: Any):
    assert any(changed(edit))


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda new: new.properties.update(src=TEXT), id="new property"),
        pytest.param(lambda new: new.photo["required"].append("credit"), id="always there now"),
        pytest.param(lambda new: new.photo.update(description="A picture."), id="other words"),
        pytest.param(
            lambda new: new.document["info"].update(description="A magazine."), id="about itself"
        ),
        pytest.param(lambda new: new.properties.update(place=TEXT), id="never null now"),
        pytest.param(lambda new: new.properties["alt"].update(format="uri"), id="new promise"),
        pytest.param(lambda new: new.properties["shape"]["enum"].append("square"), id="new value"),
        pytest.param(
            lambda new: new.schemas["Block"]["oneOf"].append({"$ref": "#/Photo"}), id="new member"
        ),
        pytest.param(lambda new: new.schemas["Block"]["oneOf"].reverse(), id="another order"),
        pytest.param(lambda new: new.schemas.update(Video={}), id="new schema"),
        pytest.param(lambda new: new.document["paths"].update({"/b/": {}}), id="new path"),
        pytest.param(lambda new: new.parameters.append({"name": "x"}), id="new parameter"),
        pytest.param(lambda new: new.parameters[2].update(required=False), id="may be left out"),
        pytest.param(lambda new: new.parameters[0]["schema"].pop("maxLength"), id="no bound"),
        pytest.param(
            lambda new: new.parameters[0]["schema"].update(maxLength=10), id="longer parameter"
        ),
        pytest.param(
            lambda new: new.parameters[1]["schema"]["enum"].append("c"),
            id="parameter takes one more",
        ),
        pytest.param(lambda new: new.sent["properties"].update(credit=TEXT), id="may be sent"),
        pytest.param(lambda new: new.sent["required"].remove("alt"), id="need not be sent"),
        pytest.param(
            lambda new: new.sent["properties"]["alt"].update(maxLength=10), id="longer to send"
        ),
        pytest.param(
            lambda new: new.sent["properties"]["shape"]["enum"].append("square"),
            id="one more to send",
        ),
        pytest.param(
            lambda new: new.schemas["Place"]["properties"]["name"].update(type=["string", "null"]),
            id="null may be sent",
        ),
        pytest.param(
            lambda new: new.sending["requestBody"]["content"].update({"text/plain": {}}),
            id="may be sent otherwise",
        ),
    ],
)
def test_what_is_new_only_adds(edit: Any):
    found = changed(edit)
    assert found
    assert not any(found)


# What the command says


@pytest.fixture
def kept(db: None, settings: Any, tmp_path: Path) -> Path:
    """The document of the code as it is, kept where it may be edited."""
    settings.BASE_DIR = tmp_path
    call_command("openapi", write=True)
    return tmp_path / "openapi.json"


def edit(kept: Path, change: Any) -> None:
    document = json.loads(kept.read_text(encoding="utf-8"))
    change(document["components"]["schemas"]["Photo"])
    kept.write_text(json.dumps(document), encoding="utf-8")


def complaint(**options: Any) -> tuple[str, list[str]]:
    """How the command ends, and what it says before."""
    said = io.StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("openapi", stderr=said, **options)
    return str(raised.value), said.getvalue().splitlines()


def gone(photo: Any) -> None:
    """What a newer code no longer gives."""
    photo["properties"]["aperture"] = {"type": "string"}


def come(photo: Any) -> None:
    """What a newer code gives that an older one did not."""
    del photo["properties"]["alt"]
    photo["required"].remove("alt")


def test_the_command_has_nothing_to_say_of_the_document_that_it_wrote(kept: Path):
    said = io.StringIO()
    call_command("openapi", stdout=said, stderr=said)
    assert said.getvalue() == ""


def test_the_command_says_what_breaks_clients(kept: Path):
    edit(kept, gone)
    end, said = complaint()
    assert end == "The API changed in a way that breaks clients of openapi.json."
    assert said == ["breaks clients: components/schemas/Photo/properties/aperture is gone"]


def test_the_command_says_what_only_adds_and_how_to_keep_it(kept: Path):
    edit(kept, come)
    end, said = complaint()
    assert end == "The API only adds to openapi.json: run manage.py openapi --write."
    assert said == [
        "adds: components/schemas/Photo/properties/alt is new",
        "adds: components/schemas/Photo/required/alt is always there now",
    ]


def test_one_change_that_breaks_is_not_hidden_among_those_that_add(kept: Path):
    edit(kept, gone)
    edit(kept, come)
    end, said = complaint()
    assert "breaks clients" in end
    assert sorted(line.partition(":")[0] for line in said) == ["adds", "adds", "breaks clients"]


def test_keeping_the_document_settles_it(kept: Path):
    edit(kept, gone)
    call_command("openapi", write=True)
    call_command("openapi")


def test_a_drift_fails_the_command(kept: Path, tmp_path: Path):
    edit(kept, gone)
    with pytest.raises(CommandError) as raised:
        call_command("openapi", stderr=io.StringIO())
    assert raised.value.returncode == 1
