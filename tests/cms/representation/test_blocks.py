import datetime

import pytest
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock
from wagtail_localize.models import TranslatableObject

from blog.models import Category
from cms.languages import FRENCH, HEBREW
from cms.representation.registry import represent_block
from tests.factories import CategoryFactory, PhotoFactory, StandardPageFactory, make_document
from tests.reading import count_queries, read_block

CHOICES = [("a", "A"), ("b", "B")]


@pytest.mark.parametrize(
    ("block", "stored", "given"),
    [
        (blocks.CharBlock(), "Zellige", "Zellige"),
        (blocks.TextBlock(), "Two\nlines", "Two\nlines"),
        (blocks.EmailBlock(), "a@example.org", "a@example.org"),
        (blocks.URLBlock(), "https://example.org/", "https://example.org/"),
        (blocks.RawHTMLBlock(), "<b>x</b>", "<b>x</b>"),
        (blocks.IntegerBlock(), 7, 7),
        (blocks.FloatBlock(), 0.5, 0.5),
        (blocks.DecimalBlock(), "1.50", "1.50"),
        (blocks.BooleanBlock(), True, True),
        (blocks.DateBlock(), "2026-06-12", "2026-06-12"),
        (blocks.DateBlock(), datetime.date(2026, 6, 12), "2026-06-12"),
        (blocks.TimeBlock(), "12:30:00", "12:30:00"),
        (blocks.DateTimeBlock(), "2026-06-12T12:30:00Z", "2026-06-12T12:30:00Z"),
        (blocks.ChoiceBlock(choices=CHOICES), "a", "a"),
        (blocks.MultipleChoiceBlock(choices=CHOICES), ["a", "b"], ["a", "b"]),
        (blocks.StaticBlock(), None, None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, blocks.Block) else "",
)
def test_a_single_value_is_given_as_it_is_stored(block, stored, given):
    assert read_block(block, stored) == given


@pytest.mark.parametrize(
    ("block", "given"),
    [
        (blocks.CharBlock(), ""),
        (blocks.TextBlock(), ""),
        (blocks.EmailBlock(), ""),
        (blocks.URLBlock(), ""),
        (blocks.RawHTMLBlock(), ""),
        (blocks.BooleanBlock(), False),
        (blocks.MultipleChoiceBlock(choices=CHOICES), []),
        (blocks.IntegerBlock(), None),
        (blocks.DateBlock(), None),
        (blocks.ChoiceBlock(choices=CHOICES), None),
        (blocks.ChoiceBlock(choices=CHOICES, default="b"), "b"),
        (blocks.ChoiceBlock(choices=CHOICES, required=False), ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, blocks.Block) else "",
)
def test_texts_that_were_never_filled_in_are_empty_and_other_values_null(block, given):
    assert read_block(block, None) == given


@pytest.mark.parametrize(
    ("block", "schema"),
    [
        (
            blocks.ChoiceBlock(choices=CHOICES),
            {"anyOf": [{"type": "string", "enum": ["a", "b"]}, {"type": "null"}]},
        ),
        (
            blocks.ChoiceBlock(choices=CHOICES, default="a"),
            {"type": "string", "enum": ["a", "b"]},
        ),
        (
            blocks.ChoiceBlock(choices=CHOICES, required=False),
            {"type": "string", "enum": ["a", "b", ""]},
        ),
        (
            blocks.ChoiceBlock(choices=[("", "–"), ("C", CHOICES)], default="a"),
            {"type": "string", "enum": ["a", "b"]},
        ),
        (
            blocks.ChoiceBlock(choices=lambda: CHOICES, default="a"),
            {"type": "string", "enum": ["a", "b"]},
        ),
        (blocks.ChoiceBlock(choices=[(1, "One")], default=1), {"enum": [1]}),
        (
            blocks.MultipleChoiceBlock(choices=CHOICES, required=False),
            {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
        ),
    ],
)
def test_the_schema_of_a_choice_enumerates_what_can_be_chosen(block, schema):
    assert represent_block(block).schema() == schema


def test_a_choice_is_required_while_wagtail_saves_a_draft(db):
    block = blocks.ChoiceBlock(choices=CHOICES)
    block.defer_required_validation()
    assert read_block(block, None) is None


def test_choices_out_of_the_database_are_any_text(db):
    CategoryFactory(slug="film")
    block = blocks.ChoiceBlock(choices=lambda: Category.objects.values_list("slug", "slug"))
    assert represent_block(block).schema() == {"anyOf": [{"type": "string"}, {"type": "null"}]}
    assert read_block(block, "film") == "film"


def test_a_page_chooser_gives_the_page(publication):
    page = StandardPageFactory(parent=publication.homes["fr"], title="À propos", slug="a-propos")
    given = read_block(blocks.PageChooserBlock(), page.pk)
    assert given["id"] == page.pk
    assert given["title"] == "À propos"
    assert given["meta"]["path"] == "/fr/a-propos/"


def test_an_image_chooser_gives_the_picture(db):
    photo = PhotoFactory()
    assert read_block(ImageChooserBlock(), photo.pk)["alt"] == "A door"


def test_a_document_chooser_gives_the_document(db):
    document = make_document("A walk")
    assert read_block(DocumentChooserBlock(), document.pk)["title"] == "A walk"


def test_a_snippet_chooser_gives_the_snippet_in_the_language_of_the_page(db):
    category = CategoryFactory(name_en="Film", name_fr="Cinéma")
    assert read_block(SnippetChooserBlock(Category), category.pk, FRENCH)["name"] == "Cinéma"


def test_a_snippet_whose_key_is_a_uuid_is_found_by_its_text(publication):
    snippet = TranslatableObject.objects.create(
        translation_key=publication.homes["en"].translation_key, content_type_id=1
    )
    block = SnippetChooserBlock(TranslatableObject)
    assert read_block(block, str(snippet.pk))["id"] == str(snippet.pk)


@pytest.mark.parametrize(
    "block",
    [
        blocks.PageChooserBlock(),
        ImageChooserBlock(),
        DocumentChooserBlock(),
        SnippetChooserBlock(Category),
    ],
    ids=lambda block: type(block).__name__,
)
@pytest.mark.parametrize("stored", [None, 4711], ids=["empty", "deleted"])
def test_a_choice_that_is_empty_or_deleted_is_null(db, block, stored):
    assert read_block(block, stored) is None


@pytest.mark.parametrize(
    ("block", "make"),
    [
        (ImageChooserBlock(), PhotoFactory),
        (DocumentChooserBlock(), make_document),
        (SnippetChooserBlock(Category), CategoryFactory),
        (blocks.PageChooserBlock(), None),
    ],
    ids=["images", "documents", "snippets", "pages"],
)
def test_ten_choices_cost_as_many_queries_as_one(publication, block, make):
    make = make or (lambda: StandardPageFactory(parent=publication.homes["en"]))
    keys = [make().pk for _ in range(10)]
    representation = represent_block(block)
    one = count_queries(keys[:1], representation)
    assert one > 0
    assert count_queries(keys, representation) == one


def test_wagtails_image_block_gives_the_picture_with_the_text_of_this_use(db):
    photo = PhotoFactory()
    stored = {"image": photo.pk, "decorative": False, "alt_text": "A blue door"}
    given = read_block(ImageBlock(), stored, HEBREW)
    assert given["image"]["alt"] == given["alt_text"] == "A blue door"
    assert set(given["image"]["fallback"]) == {"caption", "credit"}


def test_a_decorative_image_block_has_no_text(db):
    stored = {"image": PhotoFactory().pk, "decorative": True, "alt_text": "Ignored"}
    given = read_block(ImageBlock(), stored)
    assert (given["image"]["alt"], given["alt_text"], given["decorative"]) == ("", "", True)


def test_an_image_block_reads_what_an_image_chooser_stored_in_its_place(db):
    photo = PhotoFactory()
    assert read_block(ImageBlock(), photo.pk)["image"]["alt"] == "A door"
    assert read_block(ImageBlock(), None)["image"] is None


def test_the_picture_itself_is_not_changed_by_one_use_of_it(db):
    photo = PhotoFactory()
    block = blocks.ListBlock(ImageBlock())
    uses = [{"image": photo.pk, "alt_text": text, "decorative": False} for text in ("One", "")]
    assert [use["image"]["alt"] for use in read_block(block, uses)] == ["One", "A door"]
