"""Where documents are."""

#: Below it Wagtail gives them, or asks for a password first; see ``cms.urls``.
DOCUMENTS = "/documents/"
