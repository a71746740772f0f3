"""``search/suggest/``: what a reader may be about to type."""

from rest_framework.response import Response
from wagtail.models import Page

from cms.api.contract import Parameter, listing
from cms.api.endpoint import ReadEndpoint
from cms.api.filters import HOW_MUCH, searched_text
from cms.api.listing_tags import tags_of_listing
from cms.api.parameters import SITE
from cms.languages import LANGUAGES
from cms.pages.public import public_site
from cms.representation.base import Schema, closed_object
from cms.representation.schemas import DIRECTION, LOCALE, TEXT
from cms.search.suggestions import completions

#: As many as a reader takes in at a glance.
MOST = 8


class SuggestEndpoint(ReadEndpoint):
    """Words of public pages that begin as the last one that is typed."""

    noun = "suggestions"
    summary = "What may be about to be typed, the most frequent first"
    parameters = (
        Parameter(
            name="q",
            description=f"what is typed so far: {HOW_MUCH}",
            required=True,
        ),
        Parameter(name="locale", schema=LOCALE, description="Only words of this language."),
        SITE,
    )

    def answer(self) -> Response:
        text = searched_text(self.request.query_params["q"])
        public = self.reading.once(public_site)
        self.reading.tags |= tags_of_listing(Page, self.request.query_params)
        languages = (self.get_language(),) if "locale" in self.request.query_params else LANGUAGES
        suggestions = completions(text, languages, public.unlisted(), MOST)
        items = [
            {
                "text": each.text,
                "meta": {"locale": each.language.code, "dir": each.language.direction},
            }
            for each in suggestions
        ]
        return Response({"meta": {"total_count": len(items)}, "items": items})

    def get_content_language(self) -> str | None:
        return self.get_language().code if "locale" in self.request.query_params else None

    @classmethod
    def answer_schema(cls) -> Schema:
        meta = closed_object({"locale": LOCALE, "dir": DIRECTION})
        suggestion = closed_object({"text": TEXT, "meta": meta}, title="Suggestion")
        return listing(suggestion, "SuggestionListing")
