"""Boats of the harbour."""

from .geometry import Point, curve, khatem, moved
from .palette import CEDAR, INK, IVORY, NIGHT, SAFFRON, Colour, mix
from .sheet import Sheet

GUNWALE = curve([(-236.0, -64.0), (-120.0, -28.0), (90.0, -24.0), (212.0, -54.0)], 12)


def _at(points: list[Point], place: Point, size: float) -> list[Point]:
    return [(place[0] + x * size, place[1] + y * size) for x, y in points]


def felucca(
    sheet: Sheet, place: Point, size: float, sail: tuple[Colour, Colour], trim: Colour
) -> None:
    """A boat under a lateen sail, seen from the side, floating at `place`."""
    water = [(-230.0, 40.0), (220.0, 40.0), (120.0, 150.0), (-90.0, 190.0)]
    sheet.shade(_at(water, place, size), NIGHT, 0.7, 16 * size)
    sheet.line(_at([(10.0, -10.0), (26.0, -390.0)], place, size), CEDAR, 9 * size)
    peak, tack = (150.0, -560.0), (-205.0, -60.0)
    clew = (185.0, -62.0)
    luff = curve([tack, (-50.0, -270.0), (60.0, -430.0), peak], 12)
    leech = curve([peak, (205.0, -320.0), clew], 12)
    foot = curve([clew, (0.0, -18.0), tack], 12)
    cloth = luff + leech + foot
    sheet.gradient(_at(cloth, place, size), (mix(sail[0], SAFFRON, 0.3), *sail), True)
    for i in range(1, 6):
        share = i / 6
        high = luff[int((len(luff) - 1) * (1 - share))]
        low = foot[int((len(foot) - 1) * share)]
        sheet.line(_at([high, low], place, size), mix(sail[1], CEDAR, 0.25), 1.6 * size)
    emblem = (62.0, -215.0)
    for radius, tone in ((64.0, trim), (52.0, sail[0]), (40.0, trim), (18.0, SAFFRON)):
        sheet.polygon(_at(khatem(emblem, radius), place, size), tone)
    sheet.line(_at([(-225.0, -40.0), *luff, (168.0, -590.0)], place, size), CEDAR, 8 * size)
    _hull(sheet, place, size, trim)


def dinghy(sheet: Sheet, place: Point, size: float, paint: Colour) -> None:
    """A painted fishing boat at anchor."""
    water = [(-200.0, 36.0), (200.0, 36.0), (150.0, 104.0), (-150.0, 104.0)]
    sheet.shade(_at(water, place, size), NIGHT, 0.75, 12 * size)
    far = curve([(212.0, -54.0), (60.0, -66.0), (-110.0, -70.0), (-236.0, -64.0)], 10)
    sheet.polygon(_at(GUNWALE + far, place, size), mix(CEDAR, INK, 0.35))
    for x in (-110.0, -5.0, 100.0):
        thwart = [(x, -61.0), (x + 24, -61.0), (x + 30, -22.0), (x + 4, -22.0)]
        sheet.polygon(_at(thwart, place, size), mix(CEDAR, SAFFRON, 0.35))
    _hull(sheet, place, size, paint)


def _hull(sheet: Sheet, place: Point, size: float, paint: Colour) -> None:
    keel = curve([(212.0, -54.0), (186.0, 20.0), (110.0, 48.0), (-90.0, 48.0), (-190.0, 8.0)], 12)
    side = [*GUNWALE, *keel, (-236.0, -64.0)]
    sheet.gradient(_at(side, place, size), (mix(paint, IVORY, 0.22), paint, mix(paint, NIGHT, 0.6)))
    for drop, tone, width in ((3.0, IVORY, 8.0), (17.0, SAFFRON, 5.0)):
        sheet.line(_at(moved(GUNWALE, 0, drop), place, size), tone, width * size)
    for i in range(9):
        x, y = GUNWALE[6 + i * 3]
        spot = _at(khatem((x, y + 34.0), 9.0), place, size)
        sheet.polygon(spot, mix(IVORY, paint, 0.1))
