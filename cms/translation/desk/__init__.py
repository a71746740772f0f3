"""The desk: a page's texts side by side with their translations, and what changed in them."""
