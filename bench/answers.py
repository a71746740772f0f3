"""Whether every answer is right: what is wrong is not worth measuring."""

import json
import time
from collections.abc import Mapping
from typing import Any

from bench.content.posts import BLOCKS
from bench.questions import PER_LISTING, Question, Request
from bench.server import Reply, Server
from bench.sides import CACHED, STOCK, UNCACHED, Side


class WrongAnswerError(Exception):
    """An answer is not what it should be."""


def check(server: Server, question: Question) -> dict[Side, float]:
    """Ask everything once, and look at the answers.

    Returns:
        How many seconds one answer took, on average, where nobody else asked.

    Raises:
        WrongAnswerError: one of them is wrong, or differs where it must not.
    """
    times = dict.fromkeys(question.requests, 0.0)
    for place in range(len(question.requests[CACHED])):
        replies = {}
        for side, requests in question.requests.items():
            start = time.perf_counter()
            replies[side] = server.ask(requests[place].on(side), requests[place].headers)
            times[side] += (time.perf_counter() - start) / len(requests)
        compare(question.name, question.requests[CACHED][place], replies)
    return times


def compare(name: str, request: Request, replies: Mapping[Side, Reply]) -> None:
    """Look at the answers of all sides to one request.

    Raises:
        WrongAnswerError: see :func:`check`.
    """

    def hold(is_right: bool, side: Side, what: str) -> None:
        if not is_right:
            raise WrongAnswerError(f"{side.title}, {request.address}: {what}")

    if name == "unchanged":
        reply = replies[CACHED]
        hold(reply.status == 304, CACHED, f"the status is {reply.status}, not 304")
        hold(not reply.body, CACHED, "a 304 has a body")
        return
    for side, reply in replies.items():
        hold(reply.status == 200, side, f"the status is {reply.status}")
        hold(reply.headers.get("content-type") == "application/json", side, "it is no JSON")
        if side not in (STOCK, UNCACHED):
            same = reply.body == replies[UNCACHED].body
            hold(same, side, "it differs from what is rendered without the cache")
    hold("etag" in replies[CACHED].headers, CACHED, "it has no ETag, so it was not kept")
    ours = json.loads(replies[CACHED].body)
    fault = _SHAPES[name](ours)
    hold(fault is None, CACHED, str(fault))
    if STOCK in replies:
        stock = json.loads(replies[STOCK].body)
        if name == "search":
            hold(bool(stock["items"]), STOCK, "nothing is found")
        else:
            hold(_titles(stock) == _titles(ours), STOCK, "the titles are not ours")


def _titles(answer: Any) -> list[str]:
    return [item["title"] for item in answer.get("items", [answer])]


def _fault_of_post(post: Any) -> str | None:
    kinds = tuple(block["type"] for block in post["body"])
    if kinds != BLOCKS:
        return f"its blocks are {', '.join(kinds)}"
    pictures = [block["value"]["image"] for block in post["body"] if block["type"] == "photo"]
    return _fault_of_pictures([*pictures, post["lead_image"]])


def _fault_of_pictures(pictures: list[Any]) -> str | None:
    if not all(picture and picture["srcset"] and picture["sources"] for picture in pictures):
        return "a picture has not all its files"
    return None


def _fault_of_cards(answer: Any) -> str | None:
    items = answer["items"]
    if len(items) != min(PER_LISTING, answer["meta"]["total_count"]):
        return f"there are {len(items)} posts"
    return _fault_of_pictures([item["lead_image"] for item in items])


def _fault_of_bodies(answer: Any) -> str | None:
    faults = (_fault_of_post(item) for item in answer["items"])
    return _fault_of_cards(answer) or next(filter(None, faults), None)


def _fault_of_whole_posts(answer: Any) -> str | None:
    if not all(
        "alternates" in item["meta"] and "related_posts" in item for item in answer["items"]
    ):
        return "a post has not all its fields"
    return _fault_of_bodies(answer)


def _fault_of_resolved(answer: Any) -> str | None:
    if answer["outcome"] != "page":
        return f"the outcome is {answer['outcome']}"
    return _fault_of_post(answer["page"])


def _fault_of_search(answer: Any) -> str | None:
    if not answer["items"] or not all(item["excerpt"] for item in answer["items"]):
        return "nothing is found, or not shown"
    return None


_SHAPES = {
    "detail": _fault_of_post,
    "cards": _fault_of_cards,
    "bodies": _fault_of_bodies,
    "whole": _fault_of_whole_posts,
    "resolve": _fault_of_resolved,
    "search": _fault_of_search,
}
