"""``site/``: what a front end needs on every page."""

from rest_framework.response import Response

from cms.api.endpoint import ReadEndpoint
from cms.languages import LANGUAGES
from cms.pages.public import public_site
from cms.representation.base import Schema, closed_object
from cms.representation.scalars import FALLBACK_SCHEMA
from cms.representation.schemas import DIRECTION, INTEGER, LOCALE, PATH, TEXT, URI
from home.navigation import navigation, publication


class SiteEndpoint(ReadEndpoint):
    """The publication's texts, its languages, and its navigation."""

    noun = "site"
    summary = "Name, languages, and navigation of the publication"
    query_budgets = {"listing": 6}

    def answer(self) -> Response:
        language = self.get_language()
        public = self.reading.once(public_site)
        homes = public.home_languages()
        languages = [
            {
                "code": spoken.code,
                "name": spoken.name,
                "dir": spoken.direction,
                "home_path": f"/{spoken.code}/" if spoken in homes else None,
            }
            for spoken in LANGUAGES
        ]
        return Response(
            {
                **publication(self.reading, language),
                "locale": language.code,
                "dir": language.direction,
                "languages": languages,
                "navigation": navigation(public, language),
            }
        )

    @classmethod
    def answer_schema(cls) -> Schema:
        language = closed_object(
            {
                "code": LOCALE,
                "name": TEXT,
                "dir": DIRECTION,
                "home_path": {"type": ["string", "null"]},
            },
            title="Language",
        )
        entry = closed_object(
            {
                "id": INTEGER,
                "title": TEXT,
                "path": PATH,
                "html_url": URI,
                "children": {
                    "type": "array",
                    "items": {"$ref": "#/components/schemas/NavigationEntry"},
                },
            },
            title="NavigationEntry",
        )
        return closed_object(
            {
                "name": TEXT,
                "tagline": TEXT,
                "purpose": TEXT,
                "fallback": FALLBACK_SCHEMA,
                "locale": LOCALE,
                "dir": DIRECTION,
                "languages": {"type": "array", "items": language},
                "navigation": {"type": "array", "items": entry},
            },
            optional=["fallback"],
            title="Site",
        )
