"""What is done to an installation: load, and faults under load."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from torture.editor import Editor
from torture.installation import Installation
from torture.processes import Process
from torture.readers import Readers, Seen
from torture.receiver import Receiver


@dataclass
class Report:
    """What came of it.

    Attributes:
        seen: what readers saw.
        published: how many editions were acknowledged.
        refused: answers that the editor got instead: status, and how often.
        killed: how often each part was killed, by its name.
        broken: sentences about promises that were not kept; none where all were.
    """

    seen: Seen = field(default_factory=Seen)
    published: int = 0
    refused: dict[int, int] = field(default_factory=dict)
    killed: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        broken = [f"BROKEN: {sentence}" for sentence in self.broken]
        seen = self.seen
        if not seen.times:
            return "\n".join(broken or ["Everything is as it should be."])
        lines = [
            f"{len(seen.times):,} answers: p50 {seen.percentile(50):.0f} ms, "
            f"p99 {seen.percentile(99):.0f} ms, longest {seen.percentile(100):.0f} ms",
            f"{self.published:,} editions published; refused: {self.refused or 'none'}",
            f"stale: {seen.stale}; half-published: {seen.torn}; errors: {seen.errors or 'none'}; "
            f"without an answer: {seen.unanswered}",
        ]
        if self.killed:
            killed = ", ".join(f"{name} {times} times" for name, times in self.killed.items())
            lines.append(f"killed: {killed}")
        return "\n".join([*lines, *broken])


def addresses(facts: dict[str, Any]) -> list[str]:
    """Return what readers ask for: all of it shows the newest edition."""
    post = facts["post"]
    return [
        f"/api/v2/pages/{post}/",
        facts["path"],
        "/api/v2/pages/?type=blog.BlogPage&order=-date&locale=en&fields=title,intro",
        f"/api/v2/resolve/?path={facts['path']}",
        "/en/feed.json",
        "/en/stories/",
    ]


@contextmanager
def under_load(made: Installation, readers: int, pause: float) -> Iterator[tuple[Editor, Readers]]:
    """Have it read and edited while the context lasts.

    Args:
        readers: how many there are.
        pause: from one edition to the next, in seconds.
    """
    assert made.server.port is not None
    editor = Editor(made.server.port, made.facts, pause)
    assert editor.publish(), f"nobody can publish: {editor.refused}"
    reading = Readers(made.server.port, addresses(made.facts), readers, lambda: editor.acknowledged)
    editor.start()
    reading.start()
    try:
        yield editor, reading
    finally:
        editor.stop()
        reading.stop()


def load(made: Installation, readers: int, pause: float, seconds: float) -> Report:
    """Read and edit; there must be no error, and no answer that is out of date."""
    with under_load(made, readers, pause) as (editor, reading):
        time.sleep(seconds)
    report = _report(editor, reading)
    seen = reading.seen
    if seen.errors or seen.unanswered or seen.stale or seen.torn or editor.refused:
        report.broken = [*seen.wrong, *(f"the editor got {each}" for each in editor.refused[:3])]
    return report


def faults(
    made: Installation,
    receiver: Receiver,
    readers: int,
    pause: float,
    seconds: float,
    chance: random.Random,
) -> Report:
    """Kill parts at random moments, and start them again; then nothing may be lost."""
    killed: dict[str, int] = {}
    with under_load(made, readers, pause) as (editor, reading):
        end = time.monotonic() + seconds
        parts: list[Process] = []
        while time.monotonic() < end:
            time.sleep(chance.uniform(0.2, 2))
            # Each of them in turn, in an order that is drawn anew.
            parts = parts or chance.sample(made.parts(), len(made.parts()))
            part = parts.pop()
            part.kill()
            killed[part.name] = killed.get(part.name, 0) + 1
            time.sleep(chance.uniform(0, 1))
            part.start()
            for other in made.parts():
                other.keep_up()
        editor.stop()
        # What was cut off is over; now it must be as if nothing had happened.
        assert within(30, editor.publish), f"nobody can publish any more: {editor.refused[-1:]}"
    report = _report(editor, reading)
    report.killed = killed
    if reading.seen.stale or reading.seen.torn:
        report.broken += reading.seen.wrong
    report.broken += _lost(made, receiver, editor)
    return report


def _lost(made: Installation, receiver: Receiver, editor: Editor) -> list[str]:
    """Return sentences about what is not as it was acknowledged."""
    post = str(made.facts["post"])
    found: dict[str, Any] = {}

    def settles() -> bool:
        made.worker.keep_up()
        found.update(made.run("torture.check", post, "--later"))
        return not found["waiting"]

    broken = []
    if not within(90, settles):
        broken.append(f"{found['waiting']} webhooks and tasks are never done")
    lost = set(editor.all_acknowledged) - set(found["revisions"])
    if lost:
        broken.append(f"editions {sorted(lost)} were acknowledged, and are lost")
    last = editor.all_acknowledged[-1]
    if found["live"] != [last] or found["published"] != [last]:
        broken.append(
            f"the post is at {found['live']}, its revision at {found['published']}, not at {last}"
        )
    told = list(receiver.told.values())
    if not told or told[-1] != last:
        broken.append(f"the receiver was told of {told[-1:]} last, not of {last}")
    if told != sorted(told):
        broken.append(f"the receiver was told in another order: {told}")
    return [*broken, *found["broken"]]


def within(seconds: float, done: Callable[[], bool]) -> bool:
    """Try until it is done, or too long."""
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.5)
    return True


def _report(editor: Editor, reading: Readers) -> Report:
    refused: dict[int, int] = {}
    for status, _ in editor.refused:
        refused[status] = refused.get(status, 0) + 1
    return Report(reading.seen, len(editor.all_acknowledged), refused)
