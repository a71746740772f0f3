"""The commands export and import as the admin does."""

import pytest
from django.core.management import CommandError, call_command

from tests.cms.translation.interchange.files import document, unit
from tests.factories import CategoryFactory, PostFactory

pytestmark = pytest.mark.django_db


def export(folder, name="po", code="he"):
    call_command("export_translations", locale=code, format=name, output=folder)
    return {path.name: path for path in folder.iterdir()}


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_there_is_a_file_for_every_page_that_was_sent_and_every_model(post, tmp_path, name):
    CategoryFactory()
    PostFactory(parent=post.get_parent())

    files = export(tmp_path / "new" / "folder", name)

    assert f"page-{post.pk}-letters.he.{name}" in files
    assert f"blog.category.he.{name}" in files
    assert len([file for file in files if file.startswith("page-")]) == 1


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_what_was_exported_is_imported(post, tmp_path, capsys, name):
    path = export(tmp_path, name)[f"page-{post.pk}-letters.he.{name}"]
    text = path.read_text()
    if name == "po":
        text = text.replace('msgid "A neighbour"\nmsgstr ""', 'msgid "A neighbour"\nmsgstr "שכן"')
    else:
        before, after = text.split(">A neighbour</source>")
        after = after.replace('needs-translation" />', 'final">שכן</target>', 1)
        text = f"{before}>A neighbour</source>{after}"
    path.write_text(text)

    call_command("import_translations", path, dry_run=True)
    assert unit(document(post), "Attribution").target == ""
    call_command("import_translations", path)

    assert unit(document(post), "Attribution").target == "שכן"
    said = capsys.readouterr().out
    assert "taken  Body › Quotation › Attribution" in said
    assert "This was a dry run: nothing was imported." in said
    assert "1 taken, 0 unfinished" in said


def test_a_file_that_cannot_be_used_fails(post, tmp_path):
    path = tmp_path / "broken.po"
    path.write_text("broken")

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_translations", path)
    with pytest.raises(CommandError, match=r"missing\.po cannot be read"):
        call_command("import_translations", tmp_path / "missing.po")
    with pytest.raises(CommandError, match=r"--output .*broken\.po cannot be written to"):
        export(path)
