"""Links to pages inside rich text."""

from html import escape

from cms.languages import Language
from cms.pages.public import public_site
from cms.pages.representation import FAMILIES
from cms.representation import registry
from cms.representation.references import Fetched, References
from cms.representation.registry import entity_key


class PageLink:
    """``<a linktype="page" id="3">``: leads to the page's translation where one is public.

    A link within the site is a path, one to another site a whole address. A page that the
    public cannot reach is no link, and nothing of its address shows.
    """

    def collect(self, attributes: dict[str, str], references: References) -> None:
        key = entity_key(attributes)
        if key is not None:
            references.add(FAMILIES, key)

    def render(self, attributes: dict[str, str], fetched: Fetched, language: Language) -> str:
        family = fetched.get(FAMILIES, entity_key(attributes))
        page = None if family is None else family.in_language(language)
        if page is None:
            return "<a>"
        link = fetched.reading.once(public_site).link(page)
        return f'<a href="{escape(link)}">'


registry.links["page"] = PageLink()
