"""Endpoints that are no viewset of Wagtail's: one address, and the parameters that it declares."""

from typing import Any, ClassVar

from django.urls import path
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError

from cms.api.answers import PublicAnswers
from cms.api.contract import Operation, Parameter
from cms.api.parameters import LOCALE_OF_TEXTS, SITE
from cms.representation.base import Schema


class ReadEndpoint(PublicAnswers):
    """An endpoint that answers GET with one object.

    A subclass says its ``noun``, ``summary``, ``query_budgets`` (of its one address, ``listing``),
    ``parameters``, and ``answer_schema()`` (or, where it has several, ``answers()``), and answers
    in ``answer()``.
    """

    noun: ClassVar[str]
    summary: ClassVar[str]
    parameters: ClassVar[tuple[Parameter, ...]] = (LOCALE_OF_TEXTS, SITE)
    #: Among them, those that say how to answer, and not what with.
    known_query_parameters = frozenset({"locale"})
    #: No model is found here: the router leads to others for those.
    model: ClassVar[Any] = None

    def answer(self) -> Response:
        """Answer a question whose parameters are known and complete."""
        raise NotImplementedError

    @classmethod
    def answer_schema(cls) -> Schema:
        """Return the schema of what is answered with status 200."""
        raise NotImplementedError

    def get_content_language(self) -> str | None:
        return self.get_language().code

    def get(self, request: Any) -> Response:
        self.check_query_parameters()
        return self.answer()

    def check_query_parameters(self) -> None:
        """Refuse parameters that are not declared, in Wagtail's words."""
        known = {parameter.name for parameter in self.parameters} | {"format", "_"}
        unknown = sorted(set(self.request.query_params) - known)
        if unknown:
            raise BadRequestError(
                f"query parameter is not an operation or a recognised field: {', '.join(unknown)}"
            )
        for parameter in self.parameters:
            if parameter.required and parameter.name not in self.request.query_params:
                raise BadRequestError(f"{parameter.name} is required: {parameter.description}")

    @classmethod
    def answers(cls) -> dict[int, Schema | None]:
        """Return the schema of each answer by its status."""
        return {200: cls.answer_schema()}

    def get_operation(self) -> Operation:
        return Operation(
            name=f"get{self.noun.title()}",
            summary=self.summary,
            parameters=self.parameters,
            answers=self.answers(),
        )

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [path("", cls.as_view(), name="listing")]
