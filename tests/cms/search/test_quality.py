"""Questions whose answers are known: how many are found, and what else is.

``make quality`` prints the table of ``docs/search.md``; DATABASE_URL chooses the database.
"""

import pytest
from django.db import connection

from blog.models import BlogPage
from cms.languages import LANGUAGES
from cms.search.backends.keeping import Entry
from cms.search.entries import Sources
from cms.search.questions import question
from tests.cms.search.quality import HEADER, Figures, answer, holds, labelled, publish
from tests.engines import searching_with


@pytest.fixture(params=["database", "engine"])
def index(request, settings):
    """What searches: the database, or a search engine, which a server plays."""
    if request.param == "database":
        yield connection.vendor
    else:
        with searching_with("elasticsearch", settings) as engine:
            yield "engine"
            assert any("/_search" in path for _, path, _, _ in engine.asked)


@pytest.fixture
def answered(publication, api, index):
    """Ask the labelled questions of a language; also gives the posts' keys."""

    def answered(language):
        known = labelled(language)
        keys = publish(known["documents"], language, publication.indexes[language.code])

        def ask(text):
            listing = api("search/", q=text, locale=language.code, limit=100, type="blog.BlogPage")
            return [item["id"] for item in listing["items"]]

        return answer(known["questions"], keys, ask), keys

    return answered


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_the_labelled_questions_are_answered(answered, index, language):
    answers, keys = answered(language)

    parts = {
        "looked at": [each for each in answers if not each.aside],
        "kept aside": [each for each in answers if each.aside],
        "all": answers,
    }
    figures = {name: Figures.of(part) for name, part in parts.items()}
    print(f"\n{language.name}, {index}\n{HEADER}")
    for name, each in figures.items():
        print(each.row(language.code, name))
    assert all(each.f1 >= 0.9 for each in figures.values())

    # All engines find what the terms say, and so the same.
    pages = list(BlogPage.objects.filter(pk__in=keys))
    sources = Sources.load(pages)
    texts = {keys[page.pk]: [words for _, words in Entry.of(page, sources).texts] for page in pages}
    for each in answers:
        expression = question(each.ask, [language])
        expected = {key for key, said in texts.items() if holds(expression, said)}
        assert set(each.found) == expected, each.ask


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_there_is_enough_to_judge_by(language):
    known = labelled(language)
    assert len(known["documents"]) >= 40
    assert len(known["questions"]) >= 60
    aside = sum(each.get("aside", False) for each in known["questions"])
    assert 0.25 < aside / len(known["questions"]) < 0.4
    assert sum(not each["finds"] for each in known["questions"]) >= 5
