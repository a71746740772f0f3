"""What can be exchanged: whatever has texts in one language, and takes them in another."""

from abc import ABC, abstractmethod
from typing import Any

from wagtail.models import Site

from cms.translation.interchange.documents import Document, Unit


class Texts(ABC):
    """The texts of a page, or of all rows of a model, in one language that they are put into.

    Attributes:
        key: as in a document's.
        name: what a file of them is called, without its ending.
        source_language: the code of the language that they are put from.
        has_drafts: whether what is unfinished can be kept from readers.
    """

    key: str
    name: str
    source_language: str
    has_drafts: bool

    @abstractmethod
    def document(self) -> Document:
        """Return them as they are now."""

    @abstractmethod
    def refusal(self, user: Any) -> str:
        """Say why this user may not change them; ``""`` if they may. None is who may all."""

    @abstractmethod
    def take(self, unit: Unit, text: str, *, is_finished: bool, user: Any, tool: str) -> None:
        """Put a text, which has no defect, into a unit of the document that was returned."""

    @abstractmethod
    def save(self, user: Any) -> None:
        """Do what has to be done after some were taken.

        Raises:
            ValidationError: when they are not valid together.
        """


def publication_id() -> str:
    """Return what tells this publication from others: the key of its front page."""
    site = Site.objects.select_related("root_page").order_by("-is_default_site", "pk").first()
    return str(site.root_page.translation_key) if site else ""
