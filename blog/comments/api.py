"""``comments/``: what readers say about a post."""

import re
from typing import Any, ClassVar

from django.urls import path
from rest_framework import status
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError

from blog.comments import trap
from blog.comments.discussion import discussion_schema, read_discussion
from blog.comments.forms import CommentForm
from blog.comments.models import MAX_NAME, MAX_TEXT
from blog.comments.parsing import CommentParser
from blog.comments.receiving import ClosedError, check_open, public_post, receive
from blog.comments.throttle import CommentThrottle
from cms.api.contract import ERROR, NUMBER, Operation, Parameter
from cms.api.endpoint import ReadEndpoint
from cms.api.parameters import SITE
from cms.pages.public import public_site
from cms.representation.base import Schema, closed_object
from cms.representation.schemas import INTEGER, TEXT

ACCEPTED = "Thank you. The comment is shown once a moderator has read it."


class CommentsEndpoint(ReadEndpoint):
    """The comments of a post; and the place to send one to."""

    noun = "comments"
    summary = "The approved comments of a post, the oldest first"
    parameters = (
        Parameter(name="page", schema=NUMBER, description="the id of a post", required=True),
        SITE,
    )
    query_budgets = {"listing": 5, "token": 0}
    parser_classes = [CommentParser]
    throttle_classes = [*ReadEndpoint.throttle_classes, CommentThrottle]

    def answer(self) -> Response:
        post = public_post(self._page(self.request.query_params["page"]), self.reading)
        language = self.reading.once(public_site).language_of(post)
        self._language = language.code
        return Response(read_discussion(post, self.reading, language))

    def post(self, request: Any) -> Response:
        data = request.data
        if not isinstance(data, dict):
            raise BadRequestError("a comment is a JSON object")
        unknown = sorted(set(map(str, data)) - set(_sent()["properties"]))
        if unknown:
            raise BadRequestError(f"a comment has no {', '.join(unknown)}")
        wrong = sorted(name for name, value in data.items() if isinstance(value, dict | list))
        if wrong:
            raise BadRequestError(f"{wrong[0]} must be a text or a number")
        post = public_post(self._page(data.get("page")), self.reading)
        check_open(post, self.reading)
        form = CommentForm(post, {name: value for name, value in data.items() if value is not None})
        if not form.is_valid():
            errors = {name: " ".join(map(str, each)) for name, each in form.errors.items()}
            message = "; ".join(f"{name}: {error}" for name, error in errors.items())
            return Response(
                {"message": message, "errors": errors}, status=status.HTTP_400_BAD_REQUEST
            )
        receive(form)
        return Response({"message": ACCEPTED}, status=status.HTTP_202_ACCEPTED)

    @staticmethod
    def _page(key: Any) -> int:
        if not re.fullmatch(r"[0-9]{1,10}", str(key), re.ASCII):
            raise BadRequestError("page must be the id of a post")
        return int(key)

    def get_content_language(self) -> str | None:
        return getattr(self, "_language", None)

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, ClosedError):
            return Response(
                {"message": "this post takes no comments"}, status=status.HTTP_403_FORBIDDEN
            )
        return super().handle_exception(exc)

    @classmethod
    def answers(cls) -> dict[int, Schema | None]:
        return {**super().answers(), 404: ERROR}

    @classmethod
    def answer_schema(cls) -> Schema:
        return discussion_schema()

    @classmethod
    def get_writing(cls) -> Operation:
        """What it takes to write a comment."""
        accepted = closed_object({"message": TEXT}, title="Accepted")
        return Operation(
            name="writeComment",
            summary="Send a comment; it is shown once a moderator has approved it",
            parameters=(),
            body=_sent(),
            answers={
                202: accepted,
                400: _refused(),
                403: ERROR,
                404: ERROR,
                413: ERROR,
                415: ERROR,
            },
        )

    @classmethod
    def get_urlpatterns(cls) -> list[Any]:
        return [*super().get_urlpatterns(), path("token/", TokenEndpoint.as_view(), name="token")]


class TokenEndpoint(ReadEndpoint):
    """A token that says when a form was shown."""

    noun = "comments"
    summary = "A token for a form that is shown now, to be sent with the comment"
    parameters: ClassVar[tuple[Parameter, ...]] = ()

    def answer(self) -> Response:
        return Response({"token": trap.new_token()})

    def may_be_kept(self) -> bool:
        """Each form has a token of its own."""
        return False

    def get_content_language(self) -> str | None:
        return None

    @classmethod
    def answer_schema(cls) -> Schema:
        return closed_object({"token": TEXT}, title="CommentToken")

    def get_operation(self) -> Operation:
        return Operation(
            name="getCommentToken",
            summary=self.summary,
            parameters=self.parameters,
            answers={200: self.answer_schema()},
        )


def _sent() -> Schema:
    """The schema of what is sent."""
    properties: dict[str, Schema] = {
        "page": {**NUMBER, "description": "The id of the post."},
        "name": {**TEXT, "minLength": 1, "maxLength": MAX_NAME},
        "email": {**TEXT, "format": "email", "description": "It is shown to nobody."},
        "website": {**TEXT, "description": "A web address, or empty."},
        "text": {**TEXT, "minLength": 1, "maxLength": MAX_TEXT, "description": "Plain text."},
        "reply_to": {
            "anyOf": [INTEGER, {"type": "null"}],
            "description": "The id of an approved comment on the same post.",
        },
        "token": {
            **TEXT,
            "description": f"Of comments/token/, got {trap.MIN_SECONDS} seconds ago or longer, "
            "but not more than a day: keeps robots away from forms that send it.",
        },
        trap.HONEYPOT: {
            **TEXT,
            "description": "Of a field that people do not see: whoever fills it in is a robot.",
        },
    }
    optional = ("website", "reply_to", "token", trap.HONEYPOT)
    return closed_object(properties, optional=optional, title="NewComment")


def _refused() -> Schema:
    """The schema of what is wrong with what was sent."""
    return closed_object(
        {
            "message": TEXT,
            "errors": {
                "type": "object",
                "additionalProperties": TEXT,
                "description": "What is wrong with each property, where the object could be read.",
            },
        },
        optional=["errors"],
        title="CommentRefused",
    )
