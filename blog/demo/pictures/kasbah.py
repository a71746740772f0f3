"""A village of earth towers climbing a hill on terraces."""

from .geometry import Point, box, curve
from .palette import AMBER, CLAY, NIGHT, OXBLOOD, SAND, Colour, chance, mix
from .sheet import Sheet

SUNNY = mix(CLAY, SAND, 0.42)
SHADY = mix(mix(CLAY, OXBLOOD, 0.5), NIGHT, 0.45)
TERRACES = 6


def village(sheet: Sheet) -> list[Point]:
    """Draw the hill and its houses; the answer is where lamps are lit behind the windows."""
    hill = curve([(560, 960), (760, 800), (900, 690), (1060, 560), (1260, 500)], 20)
    hill += curve([(1260, 500), (1430, 560), (1600, 640), (1830, 720)], 20)
    sheet.gradient([*hill, (1830, 980), (560, 980)], (mix(SHADY, CLAY, 0.5), SHADY, NIGHT))
    lamps: list[Point] = []
    for row in range(TERRACES):
        left, right = 1130 - 88 * row, 1370 + 90 * row
        level = 530 + 70 * row
        _terrace(sheet, left - 70, right + 60, level, row)
        x = float(left)
        while x < right - 40:
            tower = chance(row, x, 1.0) > 0.68
            plot = 52 + 62 * chance(row, x)
            width = min(plot, 74) if tower else plot
            tall = (112 if tower else 46) + 40 * chance(row, x, 2.0)
            fade = 0.26 * (1 - row / TERRACES)
            lamps += _house(sheet, (x, level), width, tall, tower=tower, fade=fade)
            x += plot + (4 if chance(row, x, 3.0) > 0.3 else 26)
    return lamps


def _terrace(sheet: Sheet, left: float, right: float, level: float, row: int) -> None:
    """A retaining wall with its courses of stone."""
    wall = [(left, level), (right, level), (right + 24, level + 60), (left - 24, level + 60)]
    top = mix(SUNNY, SHADY, 0.35 + 0.05 * row)
    sheet.gradient(wall, (top, mix(top, NIGHT, 0.35)))
    for course in range(5):
        y = level + 5 + course * 11
        x = left + 8 + 13 * (course % 2)
        while x < right - 8:
            length = 14 + 14 * chance(x, y)
            tone = mix(top, NIGHT, 0.12 + 0.25 * chance(y, x))
            sheet.polygon(box(x, y, x + length, y + 7), tone)
            x += length + 3
    sheet.line([(left - 2, level), (right + 2, level)], mix(top, SAND, 0.45), 3)


def _house(
    sheet: Sheet, foot: Point, width: float, tall: float, *, tower: bool, fade: float
) -> list[Point]:
    """One building: a lit front on the left, a shaded flank on the right, walls leaning in."""
    x, y = foot
    lean = tall * (0.055 if tower else 0.02)
    turn = x + width * 0.66
    haze = mix(CLAY, SAND, 0.3)
    front, flank = mix(SUNNY, haze, fade), mix(SHADY, haze, fade)
    face = [(x, y), (x + lean, y - tall), (turn, y - tall), (turn, y)]
    side = [(turn, y), (turn, y - tall), (x + width - lean, y - tall + 5), (x + width, y)]
    sheet.gradient(face, (mix(front, SAND, 0.3), mix(front, CLAY, 0.3)))
    sheet.gradient(side, (mix(flank, CLAY, 0.12), flank))
    left, right = x + lean, x + width - lean
    _battlements(sheet, (left, turn, right), y - tall, (front, flank), tower)
    if tower:
        _frieze(sheet, left, turn, y - tall + 12, flank)
    return _windows(sheet, (left, turn, right), y, tall)


def _battlements(
    sheet: Sheet,
    edges: tuple[float, float, float],
    top: float,
    tones: tuple[Colour, Colour],
    tower: bool,
) -> None:
    """Stepped merlons, or the plain parapet of a house."""
    left, turn, right = edges
    bright = mix(tones[0], SAND, 0.35)
    if not tower:
        sheet.line([(left, top), (turn, top), (right, top + 3)], bright, 2.4)
        return
    for start, end, tone in ((left, turn, bright), (turn, right, tones[1])):
        count = 3 if start == left else 2
        step = (end - start) / count
        for i in range(count):
            x = start + i * step
            sheet.polygon(box(x, top - 8, x + step * 0.72, top + 3), tone)
            sheet.polygon(box(x + step * 0.2, top - 14, x + step * 0.52, top - 6), tone)


def _frieze(sheet: Sheet, left: float, right: float, top: float, tone: Colour) -> None:
    """Brickwork lozenges and blind niches under a tower's rim."""
    count = 4
    step = (right - left - 6) / count
    for i in range(count):
        x = left + 4 + (i + 0.5) * step
        half = step * 0.36
        lozenge = [(x - half, top + 7), (x, top), (x + half, top + 7), (x, top + 14)]
        sheet.polygon(lozenge, tone)
        sheet.polygon(box(x - half * 0.6, top + 19, x + half * 0.6, top + 36), tone)
    sheet.line([(left + 2, top - 4), (right, top - 4)], tone, 1.6)


def _windows(
    sheet: Sheet, edges: tuple[float, float, float], foot: float, tall: float
) -> list[Point]:
    """Small openings, some of them lit."""
    left, turn, right = edges
    lamps = []
    columns = ((left + turn) / 2 - 9, (left + turn) / 2 + 9, (turn + right) / 2)
    for column, x in enumerate(columns):
        for level in range(1, int((tall - 30) // 30) + 1):
            y = foot - level * 30 + 6
            fortune = chance(x, y)
            if fortune < 0.3:
                continue
            lit = fortune > 0.72
            half = 3.2 if column < 2 else 2.4
            sheet.polygon(box(x - half, y - 6, x + half, y + 6), AMBER if lit else NIGHT)
            if lit:
                lamps.append((x, y))
    return lamps
