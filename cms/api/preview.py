"""``preview/``: a draft, in the shape that its page has."""

from rest_framework import status
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError

from cms.api.contract import ERROR, Parameter
from cms.api.endpoint import ReadEndpoint
from cms.api.page_schemas import page_document
from cms.api.parameters import DETAIL, SITE
from cms.pages.preview import LIFETIME, NoPreviewError, NoTokenError, read_preview
from cms.pages.public import public_site
from cms.representation.base import Schema


class PreviewEndpoint(ReadEndpoint):
    """The draft of one page, for whoever has its token. Nothing may keep it."""

    noun = "preview"
    summary = "A draft, in the shape of a page's detail"
    #: The draft, what it refers to, its editor and what they may do; and what the detail of a page
    #: takes.
    query_budgets = {"listing": 12}
    parameters = (
        Parameter(
            name="token",
            description="the token that the admin opened the preview with, good for "
            f"{LIFETIME // 60} minutes",
            required=True,
        ),
        *DETAIL,
        SITE,
    )

    def answer(self) -> Response:
        try:
            page, _ = read_preview(self.request.query_params["token"])
        except NoTokenError:
            raise BadRequestError("token must be one that the admin gave to a front end") from None
        except NoPreviewError as error:
            return Response({"message": str(error)}, status=status.HTTP_403_FORBIDDEN)
        self._language = self.reading.once(public_site).language_of(page).code
        [document] = self.represent([page], type(page), "detail")
        return Response(document)

    def may_be_kept(self) -> bool:
        """It changes while somebody types."""
        return False

    def get_content_language(self) -> str | None:
        return getattr(self, "_language", None)

    @classmethod
    def answers(cls) -> dict[int, Schema | None]:
        return {200: page_document(), 403: ERROR}
