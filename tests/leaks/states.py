"""What is not public: every way to hide something, each with what happens to it.

A state is a generator. Before its first ``yield`` a thing is public, unless it never was; with the
second one it is hidden, and says what is; after that it is public again, where it can be.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from blog.comments.models import State as CommentState
from cms.pages.preview import keep_draft
from home.models import StandardPage
from tests.factories import CommentFactory
from tests.leaks.scene import (
    FIRST_KEYS,
    Scene,
    add_collection,
    add_document,
    body,
    close,
    make_photo,
    open_,
    write,
)


@dataclass(frozen=True)
class Hidden:
    """What a state hides.

    Attributes:
        pages: pages that are not public.
        photos, documents, comments: other things that are not.
        is_restricted: whether readers are told that they need a password or a login.
    """

    pages: list[Any] = field(default_factory=list)
    photos: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    comments: list[Any] = field(default_factory=list)
    is_restricted: bool = False

    @property
    def keys(self) -> list[int]:
        """The keys that no answer may have: those that cannot be taken for another number."""
        rows = (*self.pages, *self.photos, *self.documents, *self.comments)
        return [row.pk for row in rows if row.pk > min(FIRST_KEYS.values())]


Story = Iterator[Hidden | None]
STATES: dict[str, Callable[[Scene, str], Story]] = {}


def state(story: Callable[[Scene, str], Story]) -> Callable[[Scene, str], Story]:
    """Add a state to the matrix."""
    STATES[story.__name__] = story
    return story


def word_of(name: str) -> str:
    """Return the word that stands in all that a state hides, and nowhere else."""
    return f"zq{name.replace('_', '')}qz"


def publish(page: Any, **fields: Any) -> None:
    """Publish a page as editors do."""
    page = page.specific_class.objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def restrict(page: Any, kind: str, **more: str) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **more)


@state
def draft(scene: Scene, word: str) -> Story:
    yield None
    page = write(scene, word, live=False)
    page.save_revision(user=scene.editor)
    keep_draft(page, scene.editor)
    yield Hidden([page])
    publish(page)


@state
def unpublished(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    page.save_revision().publish()
    yield None
    page.unpublish()
    yield Hidden([page])
    publish(page)


@state
def scheduled(scene: Scene, word: str) -> Story:
    yield None
    page = write(scene, word, live=False, go_live_at=timezone.now() + timedelta(days=1))
    page.save_revision().publish()
    yield Hidden([page])
    publish(page, go_live_at=None)


@state
def expired(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    yield None
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=1))
    call_command("publish_scheduled")
    yield Hidden([page])
    publish(page, expire_at=None)


@state
def behind_a_password(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    yield None
    restriction = restrict(page, "password", password="sesame")
    yield Hidden([page], is_restricted=True)
    restriction.delete()


@state
def behind_a_login(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    yield None
    restriction = restrict(page, "login")
    yield Hidden([page], is_restricted=True)
    restriction.delete()


@state
def for_a_group(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    yield None
    restriction = restrict(page, "groups")
    restriction.groups.add(Group.objects.create(name="Friends"))
    yield Hidden([page], is_restricted=True)
    restriction.delete()


@state
def below_a_private_page(scene: Scene, word: str) -> Story:
    above = write(scene, word)
    below = write(scene, f"{word}below", parent=above)
    yield None
    restriction = restrict(above, "login")
    yield Hidden([above, below], is_restricted=True)
    restriction.delete()


@state
def alias_of_a_private_page(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    alias = page.create_alias(parent=scene.publication.indexes["en"], update_slug=f"{word}-alias")
    yield None
    restriction = restrict(page, "login")
    yield Hidden([page, alias], is_restricted=True)
    restriction.delete()


@state
def alias_of_a_draft(scene: Scene, word: str) -> Story:
    yield None
    page = write(scene, word, live=False)
    alias = page.create_alias(parent=scene.publication.indexes["en"], update_slug=f"{word}-alias")
    yield Hidden([page, alias])
    publish(page)


@state
def alias_in_a_private_place(scene: Scene, word: str) -> Story:
    private = write(scene, word)
    alias = scene.post.create_alias(parent=private, update_slug=f"{word}-alias")
    yield None
    restriction = restrict(private, "login")
    yield Hidden([private, alias], is_restricted=True)
    restriction.delete()


@state
def above_a_public_page(scene: Scene, word: str) -> Story:
    # Its slug is in the address of the page below, and no secret.
    publish(scene.above, title=word, intro=word, show_in_menus=True, body=_stream(scene, word))
    yield None
    scene.above.refresh_from_db()
    scene.above.unpublish()
    yield Hidden([scene.above])
    publish(scene.above)


@state
def translation_in_progress(scene: Scene, word: str) -> Story:
    yield None
    index = scene.publication.indexes["he"]
    page = write(scene, word, parent=index, locale=index.locale, live=False)
    page.save_revision()
    yield Hidden([page])
    publish(page)


@state
def a_newer_draft_of_a_public_page(scene: Scene, word: str) -> Story:
    yield None
    page = scene.edited["drafted"]
    page.title = page.intro = page.seo_title = page.draft_title = word
    page.body = _stream(scene, word)
    page.save_revision()
    Page.objects.filter(pk=page.pk).update(draft_title=word)
    keep_draft(page, scene.editor)
    yield Hidden()
    publish(page, title=word)


@state
def a_newer_version_that_is_scheduled(scene: Scene, word: str) -> Story:
    yield None
    page = scene.edited["scheduled"]
    page.title = page.intro = word
    page.body = _stream(scene, word)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    yield Hidden()
    publish(page, title=word, go_live_at=None)


@state
def what_a_public_page_said_before(scene: Scene, word: str) -> Story:
    page = scene.edited["redacted"]
    before = {name: getattr(page, name) for name in ("title", "intro", "body")}
    times = Page.objects.filter(pk=page.pk)
    published = times.values("last_published_at", "latest_revision_created_at").get()
    publish(page, title=word, intro=word, body=_stream(scene, word))
    yield None
    publish(page, **before)
    times.update(**published)
    yield Hidden()
    publish(page, title=word)


@state
def deleted(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    page.save_revision().publish()
    yield None
    gone = type(page)(
        pk=page.pk, path=page.path, url_path=page.url_path, locale=page.locale, slug=page.slug
    )
    page.delete()
    yield Hidden([gone])


@state
def in_no_sites_tree(scene: Scene, word: str) -> Story:
    page = write(scene, word)
    yield None
    page.move(Page.objects.get(depth=1), pos="last-child")
    page.refresh_from_db()
    yield Hidden([page])
    page.move(scene.publication.indexes["en"], pos="last-child")


@state
def waiting_comment(scene: Scene, word: str) -> Story:
    yield None
    comment = _comment(scene, word, CommentState.PENDING)
    yield Hidden(comments=[comment])
    comment.state = CommentState.APPROVED
    comment.save()


@state
def comment_that_is_spam_now(scene: Scene, word: str) -> Story:
    comment = _comment(scene, word, CommentState.APPROVED)
    yield None
    comment.state = CommentState.SPAM
    comment.save()
    yield Hidden(comments=[comment])
    comment.state = CommentState.APPROVED
    comment.save()


@state
def address_of_who_comments(scene: Scene, word: str) -> Story:
    yield None
    comment = scene.post.comments.first()
    comment.email = f"{word}@example.org"
    comment.save()
    yield Hidden()


@state
def in_a_private_collection(scene: Scene, word: str) -> Story:
    shelf = add_collection()
    photo, document = make_photo(word, shelf), add_document(word, shelf)
    yield None
    close(shelf)
    yield Hidden(photos=[photo], documents=[document])
    open_(shelf)


@state
def inside_a_private_collection(scene: Scene, word: str) -> Story:
    room = add_collection()
    shelf = add_collection(inside=room)
    photo, document = make_photo(word, shelf), add_document(word, shelf)
    yield None
    close(room)
    yield Hidden(photos=[photo], documents=[document])
    open_(room)


def _comment(scene: Scene, word: str, decision: CommentState) -> Any:
    website = f"https://{word}.example/"
    return CommentFactory(page=scene.post, name=word, text=word, website=website, state=decision)


def _stream(scene: Scene, word: str) -> Any:
    return StandardPage.body.field.to_python(body(scene, word))
