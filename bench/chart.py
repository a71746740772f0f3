"""The chart: answers a second, as an SVG that needs nothing else."""

from collections.abc import Iterator
from html import escape
from math import ceil, log10

from bench.figures import Figures, Installed, Line
from bench.sides import CACHED, FUNCTION, STOCK, UNCACHED, VIEW
from bench.tables import ENGINES, QUESTIONS, number

_WIDTH = 760
_LEFT = 190
_RIGHT = 90
_ROW = 17
_GAP = 12
_HEAD = 92
_PANEL_HEAD = 46

#: With the class that colours it.
_SHOWN = {
    STOCK: "stock",
    UNCACHED: "uncached",
    CACHED: "cached",
    VIEW: "bare",
    FUNCTION: "bare",
}

_STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2933; }
.title { font-size: 17px; font-weight: 600; }
.panel { font-size: 14px; font-weight: 600; }
.note, .tick { fill: #52606d; font-size: 12px; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.grid { stroke: #d9dee4; }
.stock { stroke: #9a4a12; fill: #9a4a12; }
.uncached { stroke: #3b82c4; fill: #3b82c4; }
.cached { stroke: #0b4f8a; fill: #0b4f8a; }
.bare { stroke: #6b7785; fill: #ffffff; }
line { stroke-width: 2; }
.grid { stroke-width: 1; }
@media (prefers-color-scheme: dark) {
  .paper { fill: #12181f; }
  text { fill: #e4e8ec; }
  .note, .tick { fill: #aab4bf; }
  .grid { stroke: #2c3743; }
  .stock { stroke: #e8955a; fill: #e8955a; }
  .uncached { stroke: #5ea4e6; fill: #5ea4e6; }
  .cached { stroke: #b3d7f7; fill: #b3d7f7; }
  .bare { stroke: #96a2af; fill: #12181f; }
}
"""


def draw(figures: Figures) -> str:
    """Return the chart of the smallest publication on each engine."""
    shown = [next(figures.of(engine)) for engine in figures.engines]
    most = max(line.per_second for installed in shown for line in installed.lines.values())
    decades = max(1, ceil(log10(max(most, 1))))
    parts = []
    top = _HEAD
    for installed in shown:
        panel, top = _panel(installed, top, decades)
        parts += panel
    title = "Answers a second, on a scale on which each line is ten times the one before"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img" '
            'aria-labelledby="title description">',
            f'<title id="title">{title}</title>',
            f'<desc id="description">{escape(_in_words(shown))}</desc>',
            f"<style>{_STYLE}</style>",
            f'<rect class="paper" width="{_WIDTH}" height="{top}" fill="#ffffff"/>',
            '<text class="title" x="20" y="32">Answers a second</text>',
            '<text class="note" x="20" y="53">Each line to the right is ten times as many. '
            "16 connections, one server process with two threads.</text>",
            *parts,
            "</svg>",
            "",
        ]
    )


def _panel(installed: Installed, top: int, decades: int) -> tuple[list[str], int]:
    """Return a panel's parts, and where the next one begins."""
    title = f"{ENGINES[installed.engine]}, {installed.pages:,} pages"
    parts = [f'<text class="panel" x="20" y="{top}">{escape(title)}</text>']
    rows: list[str] = []
    y = top + _PANEL_HEAD
    for question, name in QUESTIONS.items():
        lines = [
            (side, line) for side in _SHOWN if (line := installed.line(question, side)) is not None
        ]
        if not lines:
            continue
        rows.append(f'<text class="panel" x="20" y="{y + 4}">{escape(name)}</text>')
        y += _ROW + 3
        for side, line in lines:
            rows += _row(side.title, _SHOWN[side], line, y, decades)
            y += _ROW
        y += _GAP
    bottom = y - _GAP
    for power in range(decades + 1):
        x = _x(10**power, decades)
        parts.append(f'<line class="grid" x1="{x}" y1="{top + 30}" x2="{x}" y2="{bottom}"/>')
        parts.append(f'<text class="tick middle" x="{x}" y="{top + 24}">{10**power:,}</text>')
    return parts + rows, bottom + 40


def _row(title: str, kind: str, line: Line, y: int, decades: int) -> Iterator[str]:
    x = _x(line.per_second, decades)
    yield f'<text class="note end" x="{_LEFT - 10}" y="{y + 4}">{escape(title)}</text>'
    yield f'<line class="{kind}" x1="{_LEFT}" y1="{y}" x2="{x}" y2="{y}"/>'
    yield f'<circle class="{kind}" cx="{x}" cy="{y}" r="5" stroke-width="2"/>'
    yield f'<text x="{x + 11}" y="{y + 4}">{number(line.per_second)}</text>'


def _x(per_second: float, decades: int) -> float:
    width = _WIDTH - _LEFT - _RIGHT
    return round(_LEFT + width * log10(max(per_second, 1)) / decades, 1)


def _in_words(shown: list[Installed]) -> str:
    """What the chart says, for those who do not see it."""
    sentences = []
    for installed in shown:
        for question, name in QUESTIONS.items():
            values = ", ".join(
                f"{side.title} {number(line.per_second)}"
                for side in _SHOWN
                if (line := installed.line(question, side)) is not None
            )
            sentences.append(f"{ENGINES[installed.engine]}, {name}: {values}.")
    return " ".join(sentences)
