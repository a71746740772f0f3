"""By which rules the index is built, and that a warning says when they are others."""

import pytest
from django.core.management import call_command
from wagtail.blocks import CharBlock
from wagtail.search import index

from blog.models import BlogPage
from cms.search.checks import index_is_built_by_these_rules
from cms.search.models import IndexBuild
from cms.search.rules import fingerprint


def test_an_index_of_these_rules_is_no_warning(write):
    write("Doors")
    assert index_is_built_by_these_rules(["default"]) == []


@pytest.mark.parametrize("noted", ["other", None])
def test_an_index_of_other_rules_is_a_warning_until_it_is_built_anew(write, noted):
    write("Doors")
    IndexBuild.objects.all().delete()
    if noted:
        IndexBuild.note(noted)
    [warning] = index_is_built_by_these_rules(["default"])
    assert "update_index" in warning.hint
    call_command("update_index", verbosity=0)
    assert index_is_built_by_these_rules(["default"]) == []


@pytest.mark.parametrize("change", ["field", "weight", "name", "block"])
def test_an_index_of_other_texts_is_a_warning(write, monkeypatch, change):
    write("Doors")
    if change == "block":
        body = BlogPage._meta.get_field("body").stream_block
        monkeypatch.setitem(body.child_blocks, "aside", CharBlock())
    else:
        fields = {
            "field": [index.SearchField("seo_title")],
            "weight": [index.SearchField("intro", boost=1)],
            "name": [index.RelatedFields("owner", [index.SearchField("username")])],
        }
        monkeypatch.setattr(BlogPage, "search_fields", [*BlogPage.search_fields, *fields[change]])
    fingerprint.cache_clear()
    try:
        assert index_is_built_by_these_rules(["default"]) != []
    finally:
        fingerprint.cache_clear()


def test_another_filter_is_no_warning(write, monkeypatch):
    write("Doors")
    more = [*BlogPage.search_fields, index.FilterField("seo_title")]
    monkeypatch.setattr(BlogPage, "search_fields", more)
    fingerprint.cache_clear()
    assert index_is_built_by_these_rules(["default"]) == []
