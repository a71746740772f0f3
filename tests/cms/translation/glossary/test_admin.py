"""Translators agree on terms in the admin, and see them at the desk."""

import pytest
from django.urls import reverse

from cms.translation.glossary.models import GlossaryTerm
from cms.translation.roles import make_roles
from tests.cms.translation.desk.conftest import Shown, address
from tests.cms.translation.translating import login, send, target
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

ADD = reverse("wagtailsnippets_glossary_glossaryterm:add")


@pytest.fixture(autouse=True)
def _roles(publication) -> None:
    make_roles()


@pytest.mark.parametrize("group", ["Translators: עברית", "Editors", "Moderators"])
def test_a_term_is_added_and_changed(client, django_user_model, group):
    login(client, django_user_model, group)

    client.post(ADD, {"term_en": "oud", "term_fr": "", "term_he": "", "note": ""})
    term = GlossaryTerm.objects.get()
    assert (term.term_en, str(term)) == ("oud", "oud")

    edit = reverse("wagtailsnippets_glossary_glossaryterm:edit", args=(term.pk,))
    client.post(edit, {"term_en": "oud", "term_fr": "", "term_he": "עוד", "note": "Music."})
    term.refresh_from_db()
    assert (term.term_he, term.note, str(term)) == ("עוד", "Music.", "oud · עוד")


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Translators: עברית", {"term_en": "oud", "term_fr": "oud", "term_he": "עוד"}),
        ("Translators: Français", {"term_en": "oud", "term_fr": "luth", "term_he": ""}),
        ("Translators: English", {"term_en": "lute", "term_fr": "oud", "term_he": ""}),
        ("Editors", {"term_en": "lute", "term_fr": "luth", "term_he": "עוד"}),
    ],
)
def test_translators_change_their_own_language_only(client, django_user_model, group, expected):
    term = GlossaryTerm.objects.create(term_en="oud", term_fr="oud", term_he="")
    login(client, django_user_model, group)

    edit = reverse("wagtailsnippets_glossary_glossaryterm:edit", args=(term.pk,))
    client.post(edit, {"term_en": "lute", "term_fr": "luth", "term_he": "עוד", "note": "Music."})

    found = GlossaryTerm.objects.get()
    assert {name: getattr(found, name) or "" for name in expected} == expected
    assert found.note == "Music."


@pytest.mark.parametrize(("group", "left"), [("Translators: עברית", 1), ("Moderators", 0)])
def test_moderators_only_delete_terms(client, django_user_model, group, left):
    login(client, django_user_model, group)
    term = GlossaryTerm.objects.create(term_en="oud")

    client.post(reverse("wagtailsnippets_glossary_glossaryterm:delete", args=(term.pk,)))

    assert GlossaryTerm.objects.count() == left


def test_somebody_without_a_role_adds_nothing(client, django_user_model):
    login(client, django_user_model)

    client.post(ADD, {"term_en": "oud"})

    assert not GlossaryTerm.objects.exists()


def test_a_term_in_no_language_is_refused_with_a_reason(admin_client):
    response = admin_client.post(ADD, {"term_en": "", "term_fr": "", "term_he": "", "note": "x"})

    assert "Write the term in at least one language." in response.content.decode()


@pytest.mark.parametrize("text", ["ביקורת", "הביקורת", "בִּיקוֹרֶת", "ביק", "REVUE", "critiq", "essay"])
def test_terms_are_found_by_the_rules_of_their_languages(admin_client, text):
    term = {"term_en": "criticism", "term_fr": "critiques, revues", "term_he": "ביקורת"}
    GlossaryTerm.objects.create(**term, note="Of essays.")
    GlossaryTerm.objects.create(term_en="oud", term_fr="", term_he="עוד")
    listing = reverse("wagtailsnippets_glossary_glossaryterm:list")

    shown = admin_client.get(listing, {"q": text}).content.decode()

    assert "criticism" in shown
    assert "עוד" not in shown


def test_terms_are_shown_beside_the_texts_that_have_them(publication, admin_client):
    GlossaryTerm.objects.create(term_en="oud", term_he="עוד", note="The instrument.")
    GlossaryTerm.objects.create(term_en="tin", term_fr="boîte")
    post = PostFactory(parent=publication.indexes["en"], title="An oud", intro="In a tin.")
    send(post)

    shown = Shown(admin_client.get(address(target(post))))

    title = shown.with_source("An oud").select_one(".desk-terms")
    assert "The instrument." in title.text
    assert title.select_one("strong bdi").attrs == {"lang": "he", "dir": "rtl"}
    assert "not agreed on yet" in shown.with_source("In a tin.").select_one(".desk-terms").text
