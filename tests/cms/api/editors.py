"""What editors do to a story's publication, at random: each change is a method.

Nothing is kept between changes, so that they can be made in any process.
"""

import random
from typing import Any

from django.core.management import call_command
from django.utils import timezone
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from blog.comments.models import Comment, CommentSettings, State
from blog.models import Author, BlogIndexPage, BlogPage, Category
from cms.images.models import Photo, Rendition
from home.models import HomePage, SiteSettings, StandardPage
from tests.factories import (
    CategoryFactory,
    CommentFactory,
    PhotoFactory,
    PostFactory,
    StandardPageFactory,
    link_related_posts,
    make_document,
    photo_block,
    set_body,
    translate,
)


def publish(page: Any, **fields: Any) -> None:
    """Edit a page as the admin does: a revision, which is published."""
    page = page.specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


class Editors:
    """What editors do. Those whose part it is are found as the story made them."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)

    def _any(self, rows: Any) -> Any:
        if issubclass(rows.model, Page):
            rows = rows.filter(alias_of=None)  # an alias is edited where its original is
        return self._chance.choice(list(rows.order_by("pk")))

    def _live_post(self) -> Any:
        return self._any(BlogPage.objects.live())

    def _number(self) -> int:
        return self._chance.randrange(10**6)

    @staticmethod
    def _home(code: str) -> HomePage:
        return HomePage.objects.get(locale__language_code=code)

    @staticmethod
    def _about(code: str) -> StandardPage:
        about = StandardPage.objects.filter(locale__language_code=code)
        return about.order_by("pk").first()

    def write_a_post(self) -> None:
        parent = self._any(BlogIndexPage.objects.all())
        post = PostFactory.build(
            parent=None,
            locale=parent.locale,
            title=f"Doors {self._number()}",
            slug=f"doors-{self._number()}",
        )
        parent.add_child(instance=post)

    def edit_a_title(self) -> None:
        publish(self._live_post(), title=f"Doors {self._number()}")

    def edit_a_body(self) -> None:
        set_body(self._live_post())

    def change_a_slug(self) -> None:
        publish(self._live_post(), slug=f"doors-{self._number()}")

    def change_the_slug_of_an_index(self) -> None:
        publish(self._any(BlogIndexPage.objects.all()), slug=f"stories-{self._number()}")

    def change_the_slug_of_a_home_page(self) -> None:
        publish(self._home("fr"), slug=f"accueil-{self._number()}")

    def unpublish(self) -> None:
        if BlogPage.objects.live().count() > 1:
            self._live_post().unpublish()

    def publish_again(self) -> None:
        publish(self._any(BlogPage.objects.all()))

    def expire_by_the_clock(self) -> None:
        if BlogPage.objects.live().count() > 1:
            post = BlogPage.objects.filter(pk=self._live_post().pk)
            post.update(expire_at=timezone.now())
            call_command("publish_scheduled", verbosity=0)

    def publish_by_the_clock(self) -> None:
        post = self._any(BlogPage.objects.all())
        post.title = f"Doors {self._number()}"
        post.go_live_at = timezone.now()
        post.expire_at = None
        post.save_revision(approved_go_live_at=post.go_live_at)
        call_command("publish_scheduled", verbosity=0)

    def reorder(self) -> None:
        about = self._about("en")
        place = self._chance.choice(["first-sibling", "last-sibling"])
        about.move(about.get_siblings().first(), pos=place)

    def move(self) -> None:
        about, other = self._about("fr"), StandardPageFactory.build(parent=None, title="Aide")
        other.locale, other.slug = about.locale, f"aide-{self._number()}"
        self._home("fr").add_child(instance=other)
        about.move(other, pos="last-child")

    def copy(self) -> None:
        fields = {"slug": f"copy-{self._number()}", "title": "Copy"}
        self._live_post().copy(update_attrs=fields)

    def show_in_menus(self) -> None:
        about = self._about("he")
        publish(about, show_in_menus=not about.show_in_menus)

    def translate(self) -> None:
        home = self._home("he")
        page = self._home("en").get_children().last()
        if not page.get_translations().filter(locale=home.locale).exists():
            translate(page.specific, "he", home, slug=f"דף-{self._number()}")

    def relate(self) -> None:
        link_related_posts(self._live_post(), self._any(BlogPage.objects.all()))

    def rename_a_category(self) -> None:
        category = self._any(Category.objects.all())
        category.name_he = f"קולנוע {self._number()}"
        category.save()

    def add_a_category(self) -> None:
        CategoryFactory(slug=f"category-{self._number()}")

    def take_a_category_away(self) -> None:
        post = self._live_post()
        post.categories = []
        post.save()

    def rename_an_author(self) -> None:
        Author.objects.update(name_en=f"Ada {self._number()}")

    def rename_the_publication(self) -> None:
        SiteSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"name_fr": f"Mosaïque {self._number()}"}
        )

    def choose_a_share_picture(self) -> None:
        photo = self._chance.choice([None, *Photo.objects.order_by("pk")])
        SiteSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"share_picture": photo}
        )

    def tag(self) -> None:
        post = self._live_post()
        post.tags.add(self._chance.choice(["fez", "rif", "atlas"]))
        post.save()

    def rename_a_tag(self) -> None:
        tag = self._any(Tag.objects.all())
        tag.name = f"fez {self._number()}"
        tag.save()

    def swap_a_photo(self) -> None:
        photo = self._chance.choice([None, *Photo.objects.order_by("pk")])
        publish(self._live_post(), lead_image=photo)

    def add_a_photo(self) -> None:
        set_body(self._live_post(), photo_block(PhotoFactory()))

    def describe_a_photo(self) -> None:
        photo = self._any(Photo.objects.all())
        photo.description_en = f"A door {self._number()}"
        photo.save()

    def change_a_focal_point(self) -> None:
        photo = self._any(Photo.objects.all())
        photo.focal_point_x, photo.focal_point_y = self._number() % 600, 20
        photo.focal_point_width = photo.focal_point_height = 10
        photo.save()

    def make_a_photo_private(self) -> None:
        private = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        photo = self._any(Photo.objects.all())
        photo.collection = private
        photo.save()

    def open_the_collections(self) -> None:
        CollectionViewRestriction.objects.all().delete()

    def comment(self) -> None:
        state = self._chance.choice(State.values)
        CommentFactory(page=self._live_post(), state=state)

    def decide_about_a_comment(self) -> None:
        for comment in Comment.objects.order_by("pk")[:1]:
            comment.state = self._chance.choice(State.values)
            comment.save()

    def close_comments(self) -> None:
        CommentSettings.objects.update_or_create(
            site=Site.objects.get(), defaults={"days": self._number() % 10**4}
        )

    def delete_a_photo(self) -> None:
        if Photo.objects.count() > 1:
            self._any(Photo.objects.all()).delete()

    def restrict(self) -> None:
        index = self._any(BlogIndexPage.objects.all())
        PageViewRestriction.objects.create(page=index, restriction_type="login")

    def open(self) -> None:
        PageViewRestriction.objects.all().delete()

    def redirect(self) -> None:
        link = f"/en/{self._number()}/"
        Redirect.objects.update_or_create(old_path="/en/old", defaults={"redirect_link": link})

    def add_a_document(self) -> None:
        make_document(f"A walk {self._number()}")

    def rename_a_document(self) -> None:
        document = self._any(get_document_model().objects.all())
        document.title = f"A walk {self._number()}"
        document.save()

    def move_the_site(self) -> None:
        Site.objects.update(port=8000 + self._number() % 1000)
        Site.objects.get().save()

    def write_a_page_below_another(self) -> None:
        parent = self._any(StandardPage.objects.all())
        page = StandardPageFactory.build(parent=None, title="Below", slug=f"below-{self._number()}")
        page.locale = parent.locale
        parent.add_child(instance=page)

    def unpublish_a_page_above_others(self) -> None:
        self._any(StandardPage.objects.all()).unpublish()

    def publish_a_page_again(self) -> None:
        publish(self._any(StandardPage.objects.all()), slug=f"page-{self._number()}")

    def unpublish_a_home_page(self) -> None:
        self._home("fr").unpublish()

    def publish_a_home_page_again(self) -> None:
        publish(self._home("fr"))

    def make_an_alias(self) -> None:
        self._live_post().create_alias(update_slug=f"alias-{self._number()}")

    def restrict_with_a_password(self) -> None:
        PageViewRestriction.objects.create(
            page=self._live_post(), restriction_type="password", password="sesame"
        )

    def edit_many_at_once(self) -> None:
        BlogPage.objects.update(intro=f"Doors {self._number()}")

    def change_the_slug_of_a_category(self) -> None:
        category = self._any(Category.objects.all())
        category.slug = self._chance.choice(["film", f"category-{self._number()}"])
        if not Category.objects.filter(slug=category.slug).exists():
            category.save()

    def delete_a_category(self) -> None:
        if Category.objects.count() > 1:
            self._any(Category.objects.all()).delete()

    def change_the_slug_of_an_author(self) -> None:
        Author.objects.update(slug=self._chance.choice(["ada", f"ada-{self._number()}"]))

    def replace_a_rendition(self) -> None:
        for rendition in Rendition.objects.order_by("pk")[:3]:
            rendition.delete()

    def tag_a_photo(self) -> None:
        photo = self._any(Photo.objects.all())
        photo.tags.add(f"tile-{self._number()}")
        photo.save()

    def delete_a_tag(self) -> None:
        for tag in Tag.objects.order_by("pk")[:1]:
            tag.delete()

    def make_a_document_private(self) -> None:
        private = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        document = self._any(get_document_model().objects.all())
        document.collection = private
        document.save()

    def move_collections(self) -> None:
        collections = list(Collection.objects.filter(depth__gt=1).order_by("pk"))
        if len(collections) > 1:
            collections[-1].move(collections[0], pos="last-child")

    def delete_a_document(self) -> None:
        if get_document_model().objects.count() > 1:
            self._any(get_document_model().objects.all()).delete()

    def redirect_to_a_page(self) -> None:
        Redirect.objects.update_or_create(
            old_path="/en/old",
            defaults={"redirect_page": self._any(BlogPage.objects.all()), "redirect_link": ""},
        )

    def delete_a_redirect(self) -> None:
        Redirect.objects.all().delete()

    def answer_a_comment(self) -> None:
        for comment in Comment.objects.filter(state=State.APPROVED, reply_to=None)[:1]:
            CommentFactory(page=comment.page, reply_to=comment, state=State.APPROVED)

    def delete_a_comment(self) -> None:
        for comment in Comment.objects.order_by("pk")[:1]:
            comment.delete()

    def write_a_draft(self) -> None:
        post = self._live_post()
        post.title = f"Not yet {self._number()}"
        post.save_revision()

    def delete(self) -> None:
        if BlogPage.objects.live().count() > 2:
            self._live_post().delete()


#: The names of all changes.
CHANGES = [name for name in vars(Editors) if not name.startswith("_")]
