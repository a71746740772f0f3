"""Whatever changes, an answer through the cache is what it would be without it."""

import random

import pytest
from django.core.cache import caches
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from blog.comments.models import Comment, CommentSettings, State
from blog.models import BlogPage
from cms.delivery.models import Line
from cms.delivery.tags import ANYTHING
from cms.wsgi import application, django_application
from tests.cms.api.addresses import addresses
from tests.cms.delivery.wsgi import ask
from tests.factories import (
    CategoryFactory,
    CommentFactory,
    PostFactory,
    link_related_posts,
    set_body,
    translate,
)


def publish(page, **fields):
    page = page.specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


class Editors:
    """What editors do, each in one method."""

    def __init__(self, story, publication):
        self.story = story
        self.publication = publication
        self.chance = random.Random(1492)

    def post(self):
        return self.chance.choice(list(BlogPage.objects.all()))

    def live_post(self):
        return self.chance.choice(list(BlogPage.objects.live()))

    def write_a_post(self):
        parent = self.publication.indexes["en"]
        parent.refresh_from_db()
        PostFactory(parent=parent, title=f"Doors {self.chance.random()}")

    def edit_a_title(self):
        publish(self.live_post(), title=f"Doors {self.chance.random()}")

    def edit_a_body(self):
        set_body(self.live_post())

    def change_a_slug(self):
        publish(self.live_post(), slug=f"doors-{self.chance.randrange(10**6)}")

    def unpublish(self):
        self.live_post().unpublish()

    def publish_again(self):
        publish(self.post())

    def move(self):
        about = Page.objects.get(pk=self.story.about["en"].pk)
        place = self.chance.choice(["first-sibling", "last-sibling"])
        about.move(about.get_siblings().first(), pos=place)

    def show_in_menus(self):
        about = self.story.about["he"].specific
        publish(about, show_in_menus=not about.show_in_menus)

    def translate(self):
        home = self.publication.homes["he"]
        home.refresh_from_db()
        slug = f"דף-{self.chance.randrange(10**6)}"
        page = self.publication.homes["en"].get_children().last()
        if not page.get_translations().filter(locale=home.locale).exists():
            translate(page.specific, "he", home, slug=slug)

    def relate(self):
        link_related_posts(self.live_post(), self.post())

    def rename_a_category(self):
        self.story.category.name_he = f"קולנוע {self.chance.random()}"
        self.story.category.save()

    def add_a_category(self):
        CategoryFactory()

    def rename_an_author(self):
        type(self.story.author).objects.update(name_en=f"Ada {self.chance.random()}")

    def tag(self):
        post = self.live_post()
        post.tags.add(self.chance.choice(["fez", "rif", "atlas"]))
        post.save()

    def swap_a_photo(self):
        publish(self.live_post(), lead_image=self.chance.choice([None, self.story.photo]))

    def describe_a_photo(self):
        self.story.photo.description_en = f"A door {self.chance.random()}"
        self.story.photo.save()

    def make_a_photo_private(self):
        private = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        self.story.photo.collection = private
        self.story.photo.save()

    def open_the_collections(self):
        CollectionViewRestriction.objects.all().delete()

    def restrict(self):
        index = self.publication.indexes["fr"]
        PageViewRestriction.objects.create(page=index, restriction_type="login")

    def open(self):
        PageViewRestriction.objects.all().delete()

    def redirect(self):
        Redirect.objects.update_or_create(
            old_path="/en/old", defaults={"redirect_link": f"/en/{self.chance.random()}/"}
        )

    def comment(self):
        CommentFactory(page=self.live_post(), state=self.chance.choice(State.values))

    def decide_about_a_comment(self):
        comments = list(Comment.objects.all())
        if comments:
            comment = self.chance.choice(comments)
            comment.state = self.chance.choice(State.values)
            comment.save()

    def close_comments(self):
        CommentSettings.objects.update_or_create(
            site=self.publication.site, defaults={"days": self.chance.randrange(10**4)}
        )

    def rename_the_document(self):
        self.story.document.title = f"A walk {self.chance.random()}"
        self.story.document.save()

    def delete(self):
        if BlogPage.objects.live().count() > 2:
            self.live_post().delete()


CHANGES = [name for name in vars(Editors) if not name.startswith("_") and "post" not in name]
CHANGES += ["write_a_post"]


def tags_of_lines(after):
    return {
        tag
        for text in Line.objects.filter(pk__gt=after).values_list("tags", flat=True)
        for tag in text.split()
    }


@pytest.mark.usefixtures("publication")
def test_no_answer_is_ever_stale_and_what_changed_is_named(
    story, publication, django_capture_on_commit_callbacks
):
    caches["responses"].clear()
    editors = Editors(story, publication)
    changes = [*CHANGES, "publish_again", "restrict", "open"]
    random.Random(2).shuffle(changes)
    known = {address: ask(application, address) for address in addresses()}
    for change in changes:
        newest = Line.objects.order_by("pk").last().pk
        with django_capture_on_commit_callbacks(execute=True):
            getattr(editors, change)()
        named = tags_of_lines(newest)
        for address in set(known) | set(addresses()):
            cached, fresh = ask(application, address), ask(django_application, address)
            assert (cached.status, cached.body) == (fresh.status, fresh.body), (change, address)
            before = known.get(address)
            if before is not None and before.status == 200 and before.body != fresh.body:
                carried = set(before.headers["cache-tag"].split(","))
                assert carried & {*named, ANYTHING}, (change, address)
            known[address] = cached


def test_a_draft_leaves_all_answers_as_they_are(story):
    post = story.posts["en"]
    post.save()  # with all that it has, so that the search index has it, too
    known = {address: ask(application, address) for address in addresses()}
    version = Line.objects.order_by("pk").last().pk
    post.title = "Not for the public yet"
    post.save_revision()

    assert Line.objects.order_by("pk").last().pk == version
    for address, reply in known.items():
        assert ask(application, address).body == reply.body, address


@pytest.mark.parametrize("path", ["/en/", "/api/v2/pages/", "/api/v2/openapi.json"])
def test_what_everybody_may_read_is_kept(publication, path):
    assert ask(application, path).headers["cache-control"] == "public, no-cache"


def test_what_a_password_opens_is_kept_nowhere(story, client):
    post = story.posts["en"]
    PageViewRestriction.objects.create(
        page=post, restriction_type="password", password="open sesame"
    )
    path = f"/en/stories/{post.slug}/"

    for _ in range(2):
        reply = ask(application, path)
        assert "no-store" in reply.headers["cache-control"]
        assert "etag" not in reply.headers
