"""The form of a page."""

from django.utils.translation import override

from home.models import StandardPage


def test_the_parts_of_a_form_have_the_same_names_whoever_opens_it_first():
    StandardPage.get_edit_handler.cache_clear()
    with override("he"):
        tabs = StandardPage.get_edit_handler()
        content, *_ = tabs.children
        assert tabs.child_identifiers[0] == "content"
        assert content.child_identifiers[-1] == "body"
