"""The endpoints that any publication has: Wagtail's API v2, answered by cms.representation."""
