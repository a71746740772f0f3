"""What XLIFF 1.2 asks for in its strict form, of the elements that our files have.

Written from http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html: children in their order,
required and permitted attributes, values of enumerations, and ids that are there once.
"""

import re
from collections import Counter
from xml.etree.ElementTree import Element

NAMESPACE = "{urn:oasis:names:tc:xliff:document:1.2}"
XML = "{http://www.w3.org/XML/1998/namespace}"

#: The children of an element, as a pattern over their names, and its attributes: those that it
#: must have, those that it may.
_RULES: dict[str, tuple[str, set[str], set[str]]] = {
    "xliff": ("(file )+", {"version"}, {f"{XML}lang"}),
    "file": (
        "(header )?body ",
        {"original", "source-language", "datatype"},
        {"target-language", "date", "product-name", f"{XML}space"},
    ),
    "header": ("((glossary|reference|note) )*", set(), set()),
    "reference": ("(internal-file|external-file) ", set(), set()),
    "external-file": ("", {"href"}, set()),
    "body": ("((group|trans-unit|bin-unit) )*", set(), set()),
    "trans-unit": (
        "source (target )?((context-group|note|alt-trans) )*",
        {"id"},
        {"resname", "datatype", "maxwidth", "size-unit", f"{XML}space"},
    ),
    "source": ("((g|x) )*", set(), {f"{XML}lang"}),
    "target": ("((g|x) )*", set(), {f"{XML}lang", "state"}),
    "g": ("((g|x) )*", {"id"}, {"ctype"}),
    "x": ("", {"id"}, {"ctype"}),
    "context-group": ("(context )+", {"purpose"}, set()),
    "context": ("", {"context-type"}, set()),
    "note": ("", set(), {"from"}),
    "alt-trans": ("(source )?(target )+", set(), {"alttranstype", "origin"}),
}
_VALUES = {
    "version": r"1\.2",
    "datatype": "html|plaintext",
    "size-unit": "char",
    "maxwidth": r"\d+",
    "purpose": "location",
    "context-type": "x-.+",
    "alttranstype": "previous-version",
    "state": "needs-translation|needs-review-translation|translated",
    "ctype": "bold|italic|link|lb|x-.+",
    "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\+\d\d:\d\d|Z)",
}
_MIXED = {"source", "target", "g", "context", "note"}


def assert_strict(root: Element) -> None:
    """Fail where a file is not as XLIFF 1.2 wants it."""
    assert root.tag == f"{NAMESPACE}xliff"
    for element in root.iter():
        name = element.tag.removeprefix(NAMESPACE)
        children, required, permitted = _RULES[name]
        found = "".join(child.tag.removeprefix(NAMESPACE) + " " for child in element)
        assert re.fullmatch(children, found), (name, found)
        assert required <= set(element.keys()) <= required | permitted, (name, element.attrib)
        for attribute, pattern in _VALUES.items():
            value = element.get(attribute)
            assert value is None or re.fullmatch(pattern, value), (name, attribute, value)
        if name not in _MIXED:
            texts = [element.text, *(child.tail for child in element)]
            assert not any((text or "").strip() for text in texts), name
    units = Counter(unit.get("id") for unit in root.iter(f"{NAMESPACE}trans-unit"))
    assert set(units.values()) <= {1}
    for unit in root.iter(f"{NAMESPACE}trans-unit"):
        _assert_inline_ids(unit)


def _assert_inline_ids(unit: Element) -> None:
    """An inline element's id is there once in its text, and the target has no other ones."""
    ids = {}
    for name in ("source", "target"):
        counted = Counter(each.get("id") for each in unit.find(NAMESPACE + name).iter())
        del counted[None]
        assert set(counted.values()) <= {1}, counted
        ids[name] = set(counted)
    assert ids["target"] <= ids["source"], ids
