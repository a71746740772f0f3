"""What a translation must keep of its source: links, tags, placeholders, and numbers.

It may have them in another order. A text is not judged by its language.
"""

import re
from collections import Counter
from html.parser import HTMLParser

from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue

from cms.translation.interchange.documents import Unit, place_of

#: No sentence is so long; what is makes the server work.
_LONGEST = 100_000

_PLACEHOLDER = re.compile(
    r"\{\{.*?\}\}|\$?\{[^\W\d][\w.]*\}|\{\d*\}|%\([^\W\d]\w*\)[a-z]|%[sd](?![^\W_])"
)
_GROUPING = re.compile(r"(?<=\d)[.,’' \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_EMPTY_LINK = re.compile(r"<a\b[^>]*>\s*</a>")
_ROMAN = re.compile(r"(?<!\w)[IVXLC]+(?=(?:er|re|e|ème)?(?!\w))")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def find_defect(unit: Unit, text: str) -> str:
    """Say why a text cannot be the translation of a unit; ``""`` if it can."""
    if len(text) > _LONGEST:
        return _("It is too long.")
    if unit.is_html:
        defect = _compare_tags(unit.source, text)
        if defect:
            return defect
        try:
            words, source = (
                StringValue.from_translated_html(html).render_text() for html in (text, unit.source)
            )
        except (ValueError, RecursionError):
            return _("Its tags are not those that a text can have.")
        source = StringValue(unit.source).render_text()
    else:
        words, source = text, unit.source
    if unit.max_length is not None and len(words) > unit.max_length:
        return _("It is too long: it has %(length)d characters, and may have %(most)d.") % {
            "length": len(words),
            "most": unit.max_length,
        }
    if place_of(unit.id).endswith("/slug"):
        return _judge_slug(text)
    return _compare_placeholders(source, words) or _compare_numbers(source, words)


def _judge_slug(text: str) -> str:
    try:
        validate_unicode_slug(text)
    except ValidationError:
        return _("An address takes letters, digits, hyphens, and underscores only.")
    return ""


class _Tags(HTMLParser):
    """Counts the tags of a text: a link by its id, another tag by its name and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.links: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links[dict(attrs).get("id") or ""] += 1
            attrs = [(name, value) for name, value in attrs if name != "id"]
            if not attrs:
                return
        self.tags["".join([tag, *(f' {name}="{value}"' for name, value in attrs)])] += 1

    def handle_comment(self, data: str) -> None:
        self.tags["!"] += 1

    def handle_decl(self, decl: str) -> None:
        self.tags["!"] += 1

    def handle_pi(self, data: str) -> None:
        self.tags["?"] += 1

    def unknown_decl(self, data: str) -> None:
        self.tags["!"] += 1


def _tags(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags


def _compare_tags(source: str, text: str) -> str:
    wanted, found = _tags(source), _tags(text)
    lost, added = wanted.links - found.links, found.links - wanted.links
    if lost:
        return _("A link is lost: %(names)s.") % {"names": ", ".join(sorted(lost))}
    if added:
        return _("It has a link that the source does not have: %(names)s.") % {
            "names": ", ".join(sorted(added))
        }
    if _EMPTY_LINK.search(text):
        return _("A link is lost: it has no words.")
    lost, added = wanted.tags - found.tags, found.tags - wanted.tags
    if lost:
        return _("A tag is lost: %(names)s.") % {"names": _in_brackets(lost)}
    if added:
        return _("It has a tag that the source does not have: %(names)s.") % {
            "names": _in_brackets(added)
        }
    return ""


def _in_brackets(tags: "Counter[str]") -> str:
    return ", ".join(f"<{tag}>" for tag in sorted(tags))


def _compare_placeholders(source: str, text: str) -> str:
    wanted, found = Counter(_PLACEHOLDER.findall(source)), Counter(_PLACEHOLDER.findall(text))
    lost, added = wanted - found, found - wanted
    if lost:
        return _("A placeholder is lost: %(names)s.") % {"names": ", ".join(sorted(lost))}
    if added:
        return _("It has a placeholder that the source does not have: %(names)s.") % {
            "names": ", ".join(sorted(added))
        }
    return ""


def _compare_numbers(source: str, text: str) -> str:
    """Look for the source's numbers, however they are grouped; Roman ones will do as well."""
    lost = _numbers(source) - _numbers(text) - Counter(map(_from_roman, _ROMAN.findall(text)))
    if not lost:
        return ""
    return _(
        "A number is lost: %(names)s. If that is meant, write the text in the translation editor."
    ) % {"names": ", ".join(map(str, sorted(lost)))}


def _numbers(text: str) -> "Counter[int]":
    runs = re.findall(r"\d{1,30}", _GROUPING.sub("", text))
    return Counter(int(run) for run in runs)


def _from_roman(numeral: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in numeral]
    following = [*values[1:], 0]
    return sum(
        -value if value < after else value for value, after in zip(values, following, strict=True)
    )
