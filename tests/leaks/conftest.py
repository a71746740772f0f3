"""The matrix, read once for all of its tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache as default_cache
from django.core.cache import caches
from django.db import transaction
from django.test import TestCase, override_settings
from wagtail.models import Site

from blog.models import BlogIndexPage
from cms.webhooks.changes import learn
from cms.wsgi import application, django_application
from tests.cms.delivery.wsgi import Reply, ask
from tests.conftest import empty_homes, make_publication
from tests.demo import check_now
from tests.leaks.outlets import OUTLETS, QUESTIONS
from tests.leaks.scene import Scene, make_scene, refer_to_rows
from tests.leaks.states import STATES, Hidden, word_of

#: Replies by outlet and address.
Replies = dict[str, dict[str, Reply]]


@dataclass
class Matrix:
    """What everything gave, at five times.

    Attributes:
        before: while nothing was there that is hidden later.
        shown, shown_again: while all of it was public that can be, before and afterwards.
        through_cache, anew: while it was hidden, from the response cache and without it.
        hidden: what each state hides.
        answers: what each question of each state gave then, and what it gave of something that
            never was: the address, its reply, the other address, its reply.
        photo_files: the files that everybody may have who knows their names, as they were then.
        told: what webhooks were told then, and what when the same was touched again.
    """

    before: Replies
    shown: Replies = field(default_factory=dict)
    through_cache: Replies = field(default_factory=dict)
    anew: Replies = field(default_factory=dict)
    shown_again: Replies = field(default_factory=dict)
    hidden: dict[str, Hidden] = field(default_factory=dict)
    answers: dict[tuple[str, str], list[tuple[str, Reply, str, Reply]]] = field(
        default_factory=dict
    )
    photo_files: set[PurePath] = field(default_factory=set)
    told: tuple[list[Any], list[Any]] = ([], [])


@pytest.fixture(scope="module")
def matrix(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Matrix]:
    """Everything that the matrix is read from; nothing of it stays in the database."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        transaction.atomic(),
    ):
        caches["responses"].clear()
        yield _make()
        transaction.set_rollback(True)


def _make() -> Matrix:
    words = {name: word_of(name) for name in STATES}
    scene = _committed(_scene, list(words.values()))
    matrix = Matrix(before=_read(scene))
    learn(None, is_whole=True)

    stories = {name: story(scene, words[name]) for name, story in STATES.items()}
    for story in stories.values():
        _committed(next, story)
    _committed(refer_to_rows, scene)
    matrix.shown = _read(scene)
    learn(None, is_whole=True)

    for name, story in stories.items():
        hidden = _committed(next, story)
        assert hidden is not None, f"{name} says what it hides"
        matrix.hidden[name] = hidden
    _committed(refer_to_rows, scene)
    matrix.through_cache, matrix.anew = _read(scene), _read(scene, django_application)
    media = Path(settings.MEDIA_ROOT)
    matrix.photo_files = {
        path.relative_to(media) for path in media.glob("*images/**/*") if path.is_file()
    }
    matrix.answers = _ask(matrix.hidden, words)
    touched = {page.pk for hidden in matrix.hidden.values() for page in hidden.pages}
    matrix.told = (learn(touched, is_whole=True), learn(touched, is_whole=True))

    for story in stories.values():
        _committed(next, story, None)
    matrix.shown_again = _read(scene)
    check_now()
    return matrix


def _scene(words: list[str]) -> Scene:
    empty_homes()
    Site.objects.exclude(is_default_site=True).delete()
    assert not BlogIndexPage.objects.exists()
    return make_scene(make_publication(), words)


def _committed(work: Callable[..., Any], *arguments: Any) -> Any:
    """Do something, and what is to be done after it."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        result = work(*arguments)
    default_cache.clear()
    return result


def _read(scene: Scene, application: Any = application) -> Replies:
    return {
        name: {address: ask(application, address) for address in addresses(scene)}
        for name, addresses in OUTLETS.items()
    }


def _ask(
    hidden: dict[str, Hidden], words: dict[str, str]
) -> dict[tuple[str, str], list[tuple[str, Reply, str, Reply]]]:
    @cache
    def answer(address: str) -> Reply:
        return ask(application, address)

    return {
        (name, kind): [
            (there, answer(there), nowhere, answer(nowhere))
            for there, nowhere in addresses(hidden[name], words[name])
        ]
        for name in hidden
        for kind, addresses in QUESTIONS.items()
    }
