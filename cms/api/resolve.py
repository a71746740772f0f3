"""``resolve/``: what is at a path. The one question of a front end's catch-all route."""

from typing import Any

from django.db.models import Q
from rest_framework.response import Response
from wagtail.api.v2.utils import BadRequestError
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.api.contract import ERROR, Parameter
from cms.api.endpoint import ReadEndpoint
from cms.api.page_schemas import page_document
from cms.api.parameters import FIELDS, RICH_TEXT_FORMAT, SITE
from cms.languages import Language, get_language
from cms.pages.families import Family
from cms.pages.paths import find_page
from cms.pages.places import Elsewhere
from cms.pages.public import PublicSite, public_site
from cms.pages.redirects import redirect_of, redirects_from
from cms.pages.representation import Alternates
from cms.pages.specific import read_specific
from cms.queries.statement import ask_together
from cms.representation.base import Schema, closed_object
from cms.representation.compile import compile_model
from cms.representation.references import represent
from cms.representation.schemas import BOOLEAN, LOCALE, PATH, TEXT
from cms.representation.selection import exactly

RESTRICTIONS = [
    PageViewRestriction.PASSWORD,
    PageViewRestriction.LOGIN,
    PageViewRestriction.GROUPS,
]


class ResolveEndpoint(ReadEndpoint):
    """The page, redirect, or restriction at a path; or 404 with where else it exists."""

    noun = "resolve"
    summary = "What is at a path: a page, a redirect, or a restriction"
    query_budgets = {"listing": 8}
    parameters = (
        Parameter(
            name="path",
            description="A path such as /he/sipurim/, raw or percent-encoded.",
            required=True,
        ),
        Parameter(
            name="fallback",
            description=(
                "Languages separated by commas. Where the path has no page, the page that is "
                "there in the first of these languages is given; its meta.locale says which."
            ),
        ),
        FIELDS,
        RICH_TEXT_FORMAT,
        SITE,
    )

    #: The language of the page that was found.
    _language: Language | None = None

    @property
    def public(self) -> PublicSite:
        return self.reading.once(public_site)

    def answer(self) -> Response:
        fallback = self._fallback()
        # A mistake is an error also where there is no page.
        self.get_selection()
        asked = self.request.query_params["path"]
        page = find_page(self.public, asked, self.request)
        if page is not None and self.public.is_public(page):
            return self._page(page)
        if page is not None and (restriction := self._restriction(page)) is not None:
            restricted = {"outcome": "restricted", "restriction": {"type": restriction}}
            return Response(restricted, status=403)
        elsewhere = Elsewhere(self.public, asked, self.reading)
        redirects, pages = ask_together([redirects_from(asked), elsewhere.question])
        redirect = self._redirect(redirect_of(self.public, redirects))
        if redirect is not None:
            return Response({"outcome": "redirect", "redirect": redirect})
        family = elsewhere.find(pages)
        translations = {} if family is None else dict(family.translations)
        if family is not None:
            # Also where it is an alias, which is nobody's translation.
            translations.setdefault(self.public.language_of(family.page).code, family.page)
        for language in fallback:
            if language.code in translations:
                return self._page(translations[language.code])
        alternates = [] if family is None else self._alternates(family)
        return Response({"message": "not found", "alternates": alternates}, status=404)

    def _fallback(self) -> list[Language]:
        codes = [code for code in self.request.query_params.get("fallback", "").split(",") if code]
        try:
            return [get_language(code) for code in codes]
        except LookupError:
            languages = ", ".join(LOCALE["enum"])
            raise BadRequestError(f"fallback must be some of {languages}, with commas") from None

    def _page(self, page: Page) -> Response:
        [specific] = read_specific([page])
        self._language = self.public.language_of(specific)
        [document] = self.represent([specific], type(specific), "detail")
        return Response({"outcome": "page", "page": document})

    def get_content_language(self) -> str | None:
        return None if self._language is None else self._language.code

    def _restriction(self, page: Page) -> str | None:
        """The kind of restriction that the page is under, or None when it is not live."""
        if not page.live:
            return None
        ends = range(page.steplen, len(page.path) + 1, page.steplen)
        above = [page.path[:end] for end in ends]
        private = Q(page__path__in=above) | Q(page__aliases__path__in=above)
        restrictions = PageViewRestriction.objects.filter(private)
        nearest = restrictions.order_by("-page__path").first()
        return None if nearest is None else str(nearest.restriction_type)

    def _redirect(self, redirect: Redirect | None) -> dict[str, Any] | None:
        if redirect is None:
            return None
        representation = compile_model(Redirect, exactly("location"))
        [given] = represent([redirect], representation, self.reading, self.get_language())
        location = given["location"]
        return location and {"to": location, "permanent": redirect.is_permanent}

    def _alternates(self, family: Family) -> list[dict[str, Any]]:
        """The public translations of the page that is at the same place in another language."""
        language = self.public.language_of(family.page)
        return Alternates().entries(family, self.reading, language)

    @classmethod
    def answers(cls) -> dict[int, Schema | None]:
        outcome = {
            "page": page_document(),
            "redirect": closed_object({"to": PATH, "permanent": BOOLEAN}),
        }
        found = [
            closed_object(
                {"outcome": {"type": "string", "const": name}, name: schema},
                title=f"{name.title()}Outcome",
            )
            for name, schema in outcome.items()
        ]
        restriction = closed_object({"type": {"type": "string", "enum": RESTRICTIONS}})
        missing = closed_object(
            {"message": TEXT, "alternates": Alternates().schema()}, title="NothingHere"
        )
        return {
            200: {"oneOf": found, "discriminator": {"propertyName": "outcome"}},
            403: closed_object(
                {"outcome": {"type": "string", "const": "restricted"}, "restriction": restriction},
                title="RestrictedOutcome",
            ),
            404: missing,
            400: ERROR,
        }
