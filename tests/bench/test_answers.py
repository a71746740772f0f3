"""What is wrong is refused, and not measured."""

import json

import pytest

from bench.answers import WrongAnswerError, compare
from bench.content.posts import BLOCKS
from bench.questions import Request
from bench.server import Reply
from bench.sides import CACHED, STOCK, UNCACHED, VIEW

ASKED = Request("/api/v2/pages/1/")
PICTURE = {"srcset": ["a"], "sources": ["b"]}


def post(**fields):
    blocks = [
        {"type": kind, "value": {"image": PICTURE} if kind == "photo" else {}} for kind in BLOCKS
    ]
    return {"title": "Doors", "lead_image": PICTURE, "body": blocks, **fields}


def whole_post(**fields):
    return post(meta={"alternates": []}, related_posts=[], **fields)


def reply(answer, status=200, **headers):
    fields = {"content-type": "application/json", "etag": '"1"', **headers}
    return Reply(status, fields, json.dumps(answer).encode())


def replies(answer, **others):
    sides = {"cached": CACHED, "uncached": UNCACHED, "view": VIEW, "stock": STOCK}
    given = dict.fromkeys((CACHED, UNCACHED, VIEW), reply(answer))
    return given | {STOCK: reply(answer)} | {sides[name]: each for name, each in others.items()}


def listing(*items, total=20):
    return {"meta": {"total_count": total}, "items": list(items)}


def test_right_answers_pass():
    compare("detail", ASKED, replies(post()))
    compare("cards", ASKED, replies(listing(*[post()] * 20)))
    compare("bodies", ASKED, replies(listing(*[post()] * 20)))
    compare("whole", ASKED, replies(listing(*[whole_post()] * 20)))
    compare("resolve", ASKED, {CACHED: reply({"outcome": "page", "page": post()}),
                               UNCACHED: reply({"outcome": "page", "page": post()})})  # fmt: skip
    compare("search", ASKED, replies(listing({"title": "Doors", "excerpt": "A door"})))
    compare("unchanged", ASKED, {CACHED: Reply(304, {}, b"")})


@pytest.mark.parametrize(
    ("name", "given", "what"),
    [
        ("detail", replies(post(), stock=reply({}, 500)), "API, /api/v2/pages/1/: the status is 5"),
        ("detail", replies(post(), view=reply(post(title="Gates"))), "Django view.*it differs"),
        ("detail", replies(post(), cached=reply(post(title="Gates"))), "cached.*it differs"),
        ("detail", replies(post(), stock=reply(post(title="Gates"))), "the titles are not ours"),
        ("detail", replies(post(), view=reply(post(), **{"content-type": "x"})), "it is no JSON"),
        ("detail", replies(post(body=[])), "its blocks are"),
        ("detail", replies(post(lead_image=None)), "a picture has not all its files"),
        ("cards", replies(listing(post())), "there are 1 posts"),
        ("bodies", replies(listing(*[post()] * 19, post(body=[]))), "its blocks are"),
        ("whole", replies(listing(*[whole_post()] * 19, whole_post(body=[]))), "its blocks are"),
        ("whole", replies(listing(*[post(meta={})] * 20)), "a post has not all its fields"),
        ("search", replies(listing()), "nothing is found"),
        ("search", replies(listing({"excerpt": ""})), "nothing is found, or not shown"),
        ("unchanged", {CACHED: reply(post())}, "the status is 200, not 304"),
        ("unchanged", {CACHED: Reply(304, {}, b"x")}, "a 304 has a body"),
    ],
)  # fmt: skip
def test_wrong_answers_are_refused(name, given, what):
    with pytest.raises(WrongAnswerError, match=what):
        compare(name, ASKED, given)


def test_an_answer_that_was_not_kept_is_no_cached_answer():
    kept = reply(post())
    kept.headers.pop("etag")

    with pytest.raises(WrongAnswerError, match="it has no ETag, so it was not kept"):
        compare("detail", ASKED, replies(post(), cached=kept))


def test_what_leads_elsewhere_is_no_page():
    elsewhere = reply({"outcome": "redirect"})

    with pytest.raises(WrongAnswerError, match="the outcome is redirect"):
        compare("resolve", ASKED, {CACHED: elsewhere, UNCACHED: elsewhere})
