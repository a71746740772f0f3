"""The OpenAPI document, from what the endpoints promise."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent

from cms.api.contract import ERROR, Operation
from cms.delivery.marks import mark_public
from cms.delivery.tags import EVERYTHING
from cms.representation.base import Schema


class ContractSchema(AutoSchema):
    """Describes an endpoint of ours by its own ``get_operation()``."""

    def get_operation(
        self,
        path: str,
        path_regex: str,
        path_prefix: str,
        method: str,
        registry: ComponentRegistry,
    ) -> dict[str, Any] | None:
        view: Any = self.view
        operation: Operation | None = (
            view.get_operation() if method == "GET" else view.get_writing()
        )
        if operation is None:
            return None
        answers = {400: ERROR, 405: ERROR, 429: ERROR, **operation.answers}
        return {
            "operationId": operation.name,
            "summary": operation.summary,
            "tags": [view.noun],
            "parameters": [parameter.as_openapi() for parameter in operation.parameters],
            **_sent(operation, registry),
            "responses": {
                str(status): _answer(status, schema, registry)
                for status, schema in sorted(answers.items())
            },
        }


def _sent(operation: Operation, registry: ComponentRegistry) -> dict[str, Any]:
    """What is sent; nothing where the operation reads."""
    if operation.body is None:
        return {}
    content = {"application/json": {"schema": hoist(operation.body, registry)}}
    return {"requestBody": {"required": True, "content": content}}


_DESCRIPTIONS = {
    200: "What was asked for.",
    202: "It has come, and waits for somebody to decide about it.",
    302: "The address of what was asked for, in the Location header.",
    400: "A parameter is wrong; the message names it and says what it takes.",
    403: "It is there, but not for the public.",
    404: "There is no such thing, or it is not public.",
    405: "This address takes other methods.",
    413: "More was sent than there can be.",
    415: "What is sent must be JSON.",
    429: "Too much came from this network address; Retry-After says for how long it has to wait.",
}


def _answer(status: int, schema: Schema | None, registry: ComponentRegistry) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": _DESCRIPTIONS[status]}
    if schema is not None:
        answer["content"] = {"application/json": {"schema": hoist(schema, registry)}}
    return answer


def hoist(schema: Any, registry: ComponentRegistry) -> Any:
    """Move every schema with a title to the document's components, and refer to it there.

    Two different ones with the same title, such as blocks of one name in two streams, are numbered.
    Unions that say which property tells their members apart get a mapping from its values.
    """
    if isinstance(schema, list):
        return [hoist(item, registry) for item in schema]
    if not isinstance(schema, dict):
        return schema
    hoisted = {key: hoist(value, registry) for key, value in schema.items()}
    if "discriminator" in schema:
        name = schema["discriminator"]["propertyName"]
        hoisted["discriminator"] = {
            "propertyName": name,
            "mapping": {
                member["properties"][name]["const"]: reference["$ref"]
                for member, reference in zip(schema["oneOf"], hoisted["oneOf"], strict=True)
            },
        }
    # A property may be called "title", too; a schema's own title is a text.
    title = hoisted.pop("title", None) if isinstance(schema.get("title"), str) else None
    return hoisted if title is None else _component(title, hoisted, registry)


def _component(title: str, schema: Schema, registry: ComponentRegistry, number: int = 1) -> Schema:
    component: Any = ResolvedComponent(  # type: ignore[no-untyped-call]
        name=title if number == 1 else f"{title}{number}",
        type=ResolvedComponent.SCHEMA,
        object=title,
    )
    component.schema = schema
    if component.key not in registry._components:
        registry.register(component)
    elif registry[component.key].schema != schema:
        return _component(title, schema, registry, number + 1)
    return dict(component.ref)


def only_ours(endpoints: list[Any]) -> list[Any]:
    """Leave out what promises nothing, such as Wagtail's own API for the admin."""
    return [endpoint for endpoint in endpoints if hasattr(endpoint[3].cls, "get_operation")]


@lru_cache(maxsize=1)
def openapi() -> dict[str, Any]:
    """Return the OpenAPI document, made once: it depends on code only."""
    with translation.override(None):
        generator: Any = SchemaGenerator()  # type: ignore[no-untyped-call]
        return dict(generator.get_schema(public=True))


def document(request: HttpRequest) -> JsonResponse:
    """Answer with the OpenAPI document. It takes no parameters, and is kept for none."""
    response = JsonResponse(openapi())
    return response if request.GET else mark_public(response, {EVERYTHING})
