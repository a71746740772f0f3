import pytest
from bs4 import BeautifulSoup
from wagtail.admin.panels import ObjectList

from blog.models import Category
from cms.panels import per_language_panel


@pytest.fixture
def form(rf, admin_user) -> BeautifulSoup:
    """An editing form with one panel, in the English admin."""
    row = per_language_panel("name", "What it is called", "A word or two.")
    panel = ObjectList([row]).bind_to_model(Category)
    category = Category(name_en="Film", name_fr="Cinéma", name_he="קולנוע", slug="film")
    request = rf.get("/admin/")
    request.user = admin_user
    form = panel.get_form_class()(instance=category, for_user=admin_user)
    bound = panel.get_bound_panel(instance=category, request=request, form=form)
    return BeautifulSoup(bound.render_form_content(), "html.parser")


@pytest.mark.parametrize(("code", "text"), [("en", "Film"), ("fr", "Cinéma"), ("he", "קולנוע")])
def test_each_language_has_an_input_with_its_own_text(form, code, text):
    assert form.select_one(f"[name=name_{code}]")["value"] == text


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("fr", "ltr"), ("he", "rtl")])
def test_each_input_is_in_its_own_language_and_direction(form, code, direction):
    field = form.select_one(f"[name=name_{code}]")

    assert field.find_parent(lang=True)["lang"] == code
    assert field.find_parent(dir=True)["dir"] == direction


@pytest.mark.parametrize(
    ("code", "language"), [("en", "English"), ("fr", "Français"), ("he", "עברית")]
)
def test_each_input_is_labelled_with_the_name_of_its_language(form, code, language):
    label = form.select_one(f"label[for=id_name_{code}]")

    assert label.get_text(" ", strip=True).startswith(language)


def test_the_column_that_holds_any_language_has_no_input(form):
    assert form.select_one("[name=name]") is None


def test_the_row_has_a_heading(form):
    assert "What it is called" in form.get_text()


def test_what_to_write_is_said_once_for_all_languages(form):
    [said] = form.select(".help")
    assert said.get_text(strip=True) == "A word or two."
