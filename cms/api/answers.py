"""What all answers of the public API have in common."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.core.exceptions import TooManyFieldsSent
from django.db import DataError
from django.http import Http404
from rest_framework import status
from rest_framework.exceptions import Throttled
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response
from rest_framework.views import APIView
from wagtail.api.rich_text import APIRichText, RichTextFormatError
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.validators import SiteFilterValidator

from cms.api.fields import parse_selection
from cms.api.filters import SEARCHED
from cms.api.kept import represent_as_json
from cms.api.openapi import ContractSchema
from cms.api.renderer import JSONRenderer
from cms.api.throttle import ApiThrottle
from cms.delivery.marks import mark_public
from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, Language, get_language
from cms.representation.compile import compile_model
from cms.representation.models import ModelRepresentation
from cms.representation.references import Reading
from cms.representation.selection import Mode, Selection, UnknownFieldsError


class OneForm(DefaultContentNegotiation):
    """The one form that there is, also for those who ask for another.

    An answer that is kept is given without a look at what is accepted; so must be one that is not.
    """

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: str | None = None
    ) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


class PublicAnswers(APIView):
    """Answers in compact JSON, the same for everybody, with errors that name what is wrong."""

    renderer_classes = [JSONRenderer]
    content_negotiation_class = OneForm
    throttle_classes = [ApiThrottle]
    schema = ContractSchema()
    #: Parameters that say how to answer; all others are what to filter by.
    known_query_parameters: frozenset[str]
    #: How many queries an answer may take at most, whatever it holds, by the name of its address.
    query_budgets: ClassVar[dict[str, int]]

    @cached_property
    def reading(self) -> Reading:
        """The one reading that this answer is."""
        return Reading(
            self.request,
            rich_text_format=self.get_rich_text_format(),
            router=self.request.wagtailapi_router,  # type: ignore[attr-defined]
            site=self.get_site(),
        )

    def get_site(self) -> Any:
        """The site that ``?site=`` asks for; None for the request's own."""
        if not self.request.query_params.get("site"):
            return None
        asked = SiteFilterValidator(site=self.request.query_params["site"], request=self.request)
        try:
            return asked.site_obj
        except (Http404, ValueError) as error:
            raise BadRequestError("site must be a site's host name, or host name:port") from error

    def get_language(self) -> Language:
        """The language of what has none of its own: ``?locale=``, else the default one."""
        if "locale" not in self.known_query_parameters:
            return DEFAULT_LANGUAGE
        code = self.request.query_params.get("locale", DEFAULT_LANGUAGE.code)
        try:
            return get_language(code)
        except LookupError:
            codes = ", ".join(language.code for language in LANGUAGES)
            raise BadRequestError(f"locale must be one of {codes}") from None

    def get_rich_text_format(self) -> str:
        """The form of rich text that ``?rich_text_format=`` asks for."""
        try:
            asked = self.request.query_params.get("rich_text_format")
            return str(APIRichText.resolve_format(asked))
        except RichTextFormatError as error:
            raise BadRequestError(str(error)) from error

    def get_content_language(self) -> str | None:
        """The code of the one language that the answer is in, or None when it may hold more."""
        code = self.request.query_params.get("locale")
        return code if code in {language.code for language in LANGUAGES} else None

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        if isinstance(response, Response):
            response.add_post_render_callback(self._let_go)
        if response.status_code != status.HTTP_200_OK:
            return response
        if code := self.get_content_language():
            response["Content-Language"] = code
        if not self.may_be_kept():
            return response
        return mark_public(response, self.reading.tags)

    def _let_go(self, response: Any) -> None:
        """Forget what the answer was made of, now that it is made.

        REST framework's views, requests, and responses hold each other, so that all of it would
        stay in memory until the next time that garbage is collected.
        """
        response.renderer_context = {}
        self.__dict__.clear()

    def get_selection(self) -> Selection:
        """What ``?fields=`` asks for, whether or not there are such fields."""
        try:
            return parse_selection(self.request.query_params.get("fields", ""))
        except ValueError as error:
            raise BadRequestError(f"fields error: {error}") from error

    def may_be_kept(self) -> bool:
        """Whether the answer is the same until something changes."""
        # Wagtail's random order is another one each time.
        return self.request.query_params.get("order") != "random"

    def get_representation(self, model: Any, mode: Mode) -> ModelRepresentation:
        """Compile what ``?fields=`` asks for."""
        try:
            return compile_model(model, self.get_selection(), mode)
        except UnknownFieldsError as error:
            raise BadRequestError(str(error)) from error

    def represent(self, objects: Sequence[Any], model: Any, mode: Mode) -> list[Any]:
        """Render objects for the answer, as JSON."""
        representation = self.get_representation(model, mode)
        return represent_as_json(objects, representation, self.reading, self.get_language())

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        for name, values in request.query_params.lists():
            texts = (name, *([] if name in SEARCHED else values))
            if any("\x00" in text for text in texts):
                raise BadRequestError(f"null characters are not allowed in {name!r}")
        if request.query_params.get("format", "json") not in ("", "json"):
            raise BadRequestError("format must be json")
        super().initial(request, *args, **kwargs)

    def get_renderer_context(self) -> dict[str, Any]:
        return {**super().get_renderer_context(), "indent": None}

    def handle_exception(self, exc: Exception) -> Any:
        if isinstance(exc, TooManyFieldsSent):
            # Django reads none of them: whatever asks for one raises this again.
            message = "there are more parameters than any question takes"
            return Response({"message": message}, status=status.HTTP_400_BAD_REQUEST)
        number_out_of_range = isinstance(exc, (DataError, OverflowError))
        in_address = number_out_of_range and "pk" in self.kwargs
        if isinstance(exc, Http404) or in_address:
            # The same words for what does not exist and for what is not public.
            return Response({"message": "not found"}, status=status.HTTP_404_NOT_FOUND)
        if isinstance(exc, Throttled):
            response = super().handle_exception(exc)
            response.data = {"message": "too many requests from this address; try again later"}
            return response
        if isinstance(exc, BadRequestError):
            return Response({"message": str(exc)}, status=status.HTTP_400_BAD_REQUEST)
        if number_out_of_range:
            # A number or a date it is, but beyond what the database can compare with.
            filters = sorted(set(self.request.query_params) - self.known_query_parameters)
            message = f"a value is out of range: {', '.join(filters)}"
            return Response({"message": message}, status=status.HTTP_400_BAD_REQUEST)
        response = super().handle_exception(exc)
        if "detail" in response.data:
            # DRF's own errors, such as a method that is not allowed, in the form of all others.
            response.data = {"message": response.data["detail"]}
        return response
