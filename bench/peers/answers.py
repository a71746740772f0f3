"""Whether the answers of another system are what Mosaic's are compared with."""

import time

from bench.answers import WrongAnswerError
from bench.content.posts import BLOCKS
from bench.peers.peer import Peer
from bench.questions import PER_LISTING


def check(peer: Peer, name: str, addresses: list[str]) -> float:
    """Ask another system everything once, and look at the answers.

    Returns:
        How many seconds one answer took, on average, where nobody else asked.

    Raises:
        WrongAnswerError: one of them is no post, or no page of posts, with all its blocks.
    """
    start = time.perf_counter()
    answers = [peer.get(address) for address in addresses]
    taken = time.perf_counter() - start
    for address, answer in zip(addresses, answers, strict=True):
        posts = [answer] if name == "detail" else answer
        if name != "detail" and len(posts) != PER_LISTING:
            raise WrongAnswerError(f"{peer.side.title}, {address}: there are {len(posts)} posts")
        if name != "cards" and any(tuple(peer.kinds_of(post)) != BLOCKS for post in posts):
            raise WrongAnswerError(f"{peer.side.title}, {address}: a body has not all its blocks")
    return taken / len(addresses)
