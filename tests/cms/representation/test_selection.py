import pytest

from cms.representation.selection import UnknownFieldsError, choose, exactly

AVAILABLE = ["id", "title", "intro", "authors"]
DEFAULT = ("id", "title")


@pytest.mark.parametrize(
    ("selection", "chosen"),
    [
        ((), ["id", "title"]),
        ((("intro", False, None),), ["id", "title", "intro"]),
        ((("title", True, None),), ["id"]),
        ((("*", False, None),), AVAILABLE),
        ((("*", False, None), ("intro", True, None)), ["id", "title", "authors"]),
        ((("_", False, None),), []),
        ((("_", False, None), ("authors", False, None), ("id", False, None)), ["id", "authors"]),
        ((("intro", True, None),), ["id", "title"]),
    ],
    ids=["nothing", "more", "less", "all", "all but", "none", "only", "less of what is not given"],
)
def test_a_selection_changes_what_is_given_by_default(selection, chosen):
    assert list(choose(selection, AVAILABLE, DEFAULT)) == chosen


def test_a_selection_inside_a_field_goes_with_it():
    inside = (("name", False, None),)
    assert choose((("authors", False, inside),), AVAILABLE, DEFAULT) == {
        "id": (),
        "title": (),
        "authors": inside,
    }


@pytest.mark.parametrize("negated", [True, False])
def test_a_field_that_there_is_not_is_an_error_that_names_it(negated):
    with pytest.raises(UnknownFieldsError, match="unknown fields: body, mood"):
        choose((("mood", negated, None), ("body", False, None)), AVAILABLE, DEFAULT)


def test_exactly_selects_these_fields_and_no_others():
    assert list(choose(exactly("intro", "id"), AVAILABLE, DEFAULT)) == ["id", "intro"]
