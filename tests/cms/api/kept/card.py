"""What is asked of a post where nothing else is."""

from cms.representation.selection import exactly

CARD = exactly("title", "html_url", "date", "intro", "lead_image", "categories", "tags")
