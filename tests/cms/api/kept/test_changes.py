"""Whatever changes, an object is given as it would be if nothing were kept."""

import pytest
from wagtail.models import Collection, Site

from blog.models import BlogPage, Category
from cms.images.models import Rendition
from cms.keeping import forget
from cms.representation.compile import compile_model
from cms.representation.selection import EVERYTHING
from tests.factories import (
    root_collection,
)


def rename_category(post):
    Category.objects.filter(name_en="Books").update(name_en="Literature")


def leave_category(post):
    post.categories = [Category.objects.get(name_en="Books")]
    post.save()


def rename_tag(post):
    post.tags.filter(name="film").update(name="movie")


def take_tag_away(post):
    post.tags.remove("film")
    post.save()


def caption_photo(post):
    type(post.lead_image).objects.filter(pk=post.lead_image_id).update(caption_en="A harbour")


def lose_rendition(post):
    Rendition.objects.filter(image_id=post.lead_image_id).first().delete()


def hide_photo(post):
    collection = root_collection().add_child(instance=Collection(name="Private"))
    collection.view_restrictions.create(restriction_type="login")
    type(post.lead_image).objects.filter(pk=post.lead_image_id).update(collection=collection)


def rename_author(post):
    post.author_links.get().author.__class__.objects.update(name="Maya Cohen")


def retitle(post):
    BlogPage.objects.filter(pk=post.pk).update(title="Otherwise")


def rewrite(post):
    post.body = [("text", "<p>Otherwise.</p>")]
    post.save()


def retitle_related(post):
    BlogPage.objects.filter(title="Another post").update(title="Another one")


def move_related(post):
    other = BlogPage.objects.get(title="Another post")
    other.slug = "elsewhere"
    other.save()


def unpublish_related(post):
    BlogPage.objects.get(title="Another post").unpublish()


def restrict_related(post):
    other = BlogPage.objects.get(title="Another post")
    other.view_restrictions.create(restriction_type="login")


def move_site(post):
    Site.objects.update(hostname="elsewhere.example")


CHANGES = [
    rename_category, leave_category, rename_tag, take_tag_away, caption_photo, lose_rendition,
    hide_photo, rename_author, retitle, rewrite, retitle_related, move_related,
    unpublish_related, restrict_related, move_site,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_after_a_change_it_is_what_it_would_be_if_nothing_were_kept(post, give, change):
    everything = compile_model(BlogPage, EVERYTHING)
    before = give(post, representation=everything)
    assert give(post, representation=everything) == before

    change(post)
    after, tags = give(post, representation=everything), give.tags

    forget()
    assert after == give(post, representation=everything)
    assert tags == give.tags
    assert after != before
