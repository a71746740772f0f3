"""Links to pages inside rich text."""

from html import escape

from cms.languages import Language
from cms.pages.families import PageFamilies
from cms.pages.public import public_site
from cms.representation import registry
from cms.representation.references import Fetched, References
from cms.representation.registry import entity_key

#: With no more than what leads to a page, and says whether the public can reach it: there may be
#: many links in a text.
LINKED = PageFamilies(only=("path", "url_path", "live", "locale", "translation_key", "alias_of"))


class PageLink:
    """``<a linktype="page" id="3">``: leads to the page's translation where one is public.

    A link within the site is a path, one to another site a whole address. A page that the
    public cannot reach is no link, and nothing of its address shows.
    """

    def collect(self, attributes: dict[str, str], references: References) -> None:
        key = entity_key(attributes)
        if key is not None:
            references.add(LINKED, key)

    def render(self, attributes: dict[str, str], fetched: Fetched, language: Language) -> str:
        family = fetched.get(LINKED, entity_key(attributes))
        page = None if family is None else family.in_language(language)
        if page is None:
            return "<a>"
        link = fetched.reading.once(public_site).link(page)
        return f'<a href="{escape(link)}">'


registry.links["page"] = PageLink()
