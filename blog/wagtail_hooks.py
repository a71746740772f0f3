"""What the blog adds to the admin and to the home page."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from blog.cards import read_cards
from blog.models import BlogPage
from blog.posts import PostListingViewSet, posts
from blog.taxonomy import Author, Category
from cms.pages.reader import site_of
from cms.panels import per_language_panel

LATEST_POSTS = 7


class CategoryViewSet(SnippetViewSet):
    """Categories in the admin."""

    model = Category
    icon = "folder-open-inverse"
    list_display = ["name_en", "name_fr", "name_he", "slug"]
    ordering = ["name_en"]
    panels = [
        HelpPanel(_("What is empty in a language is shown in English.")),
        per_language_panel("name", _("Name"), _("A word or two: they stand with every post.")),
        FieldPanel("slug"),
        per_language_panel(
            "description",
            _("Description"),
            _(
                "A sentence on what belongs here. It opens the category’s page, and describes its "
                "feed."
            ),
        ),
    ]


class AuthorViewSet(SnippetViewSet):
    """Authors in the admin."""

    model = Author
    icon = "user"
    list_display = ["name_en", "name_fr", "name_he", "slug"]
    ordering = ["name_en"]
    panels = [
        HelpPanel(_("What is empty in a language is shown in English.")),
        per_language_panel("name", _("Name"), _("As it is to stand below the titles of posts.")),
        FieldPanel("slug"),
        FieldPanel("kind"),
        per_language_panel(
            "bio",
            _("About the author"),
            _(
                "A sentence or two. They open the author’s page, and describe the feed of the "
                "author’s posts."
            ),
        ),
    ]


@register_snippet
class BlogViewSetGroup(SnippetViewSetGroup):
    """One menu for what posts share."""

    items = (CategoryViewSet, AuthorViewSet)
    menu_label = _("Blog")
    menu_icon = "doc-full-inverse"
    menu_order = 250


@hooks.register("register_admin_viewset")
def post_listing() -> PostListingViewSet:
    """All posts in one list."""
    return posts


@hooks.register("home_page_sections")
def latest_posts(page: Any, request: HttpRequest) -> str:
    """The newest posts of the home page's language."""
    public = site_of(request)
    posts = public.pages(BlogPage, public.language_of(page)).newest_first()
    return render_to_string(
        "blog/latest_posts.html",
        {"posts": read_cards(posts[:LATEST_POSTS], request)},
        request=request,
    )


@hooks.register("reader_links")
def feed_links(request: HttpRequest) -> str:
    """Where feed readers find the feeds of the language."""
    return render_to_string("blog/feed_links.html")
