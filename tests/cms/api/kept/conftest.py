"""A post with a bit of everything, and how it is given."""

import json

import pytest

from blog.models import BlogPage
from cms.api.kept import represent_as_json
from cms.api.renderer import JSONRenderer
from cms.images.renditions import make_renditions
from cms.languages import ENGLISH
from cms.pages.representation import PageRepresentation
from cms.queries.listed import instances_of
from cms.representation.compile import compile_model
from cms.representation.references import Reading
from cms.urls import api as router
from tests.cms.api.kept.card import CARD
from tests.factories import (
    AuthorFactory,
    CategoryFactory,
    PhotoFactory,
    PostFactory,
)


@pytest.fixture
def photo(db):
    photo = PhotoFactory(file__width=900, file__height=600, caption_en="A square")
    make_renditions(photo)
    return photo


@pytest.fixture
def post(publication, photo):
    """A post with a bit of everything."""
    index = publication.indexes["en"]
    picture = {"image": {"image": photo.pk, "alt_text": "", "decorative": False}}
    other = PostFactory(parent=index, title="Another post")
    link = f'<p>See <a linktype="page" id="{other.pk}">there</a>.</p>'
    post = PostFactory(
        parent=index,
        title="A post",
        lead_image=photo,
        body=[
            {"type": "text", "value": link},
            {"type": "photo", "value": {**picture, "caption": "", "credit": ""}},
        ],
    )
    post.categories = [CategoryFactory(name_en="Cinema"), CategoryFactory(name_en="Books")]
    post.author_links.create(author=AuthorFactory(name="Nour Haddad"), sort_order=0)
    post.related_links.create(post=other, sort_order=0)
    post.tags.add("film", "port")
    post.save()
    return post


@pytest.fixture
def rendered(monkeypatch):
    """The titles of the posts that are rendered."""
    titles, render = [], PageRepresentation.render

    def noting(self, raw, fetched, language):
        if self.model is BlogPage:
            titles.append(raw.title)
        return render(self, raw, fetched, language)

    monkeypatch.setattr(PageRepresentation, "render", noting)
    return titles


@pytest.fixture
def give(rf):
    """Gives posts as the API does, each time for another answer."""

    def give(*posts, representation=None, language=ENGLISH, **reading):
        representation = representation or compile_model(BlogPage, CARD)
        found = instances_of(BlogPage).ask(keys=[post.pk for post in posts])
        found.sort(key=lambda post: post.pk)
        answer = Reading(rf.get("/"), router=router, **reading)
        given = represent_as_json(found, representation, answer, language)
        give.tags = answer.tags
        return json.loads(JSONRenderer().render(given))

    return give
