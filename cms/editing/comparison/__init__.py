"""How the admin shows what changed between two versions of a page.

Wagtail's own comparison runs in the direction of the admin, joins paragraphs, hides formatting and
links, and lists fields that have nothing in them.
"""
