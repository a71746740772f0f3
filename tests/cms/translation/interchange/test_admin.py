"""Files are made and taken in the admin, with a report before anything is taken."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from cms.translation.interchange import po
from cms.translation.interchange.documents import State
from cms.translation.interchange.models import Upload
from cms.translation.roles import make_roles
from tests.cms.translation.interchange.files import changed, document, translated_unit, unit
from tests.cms.translation.translating import login, target
from tests.factories import CategoryFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/translation-files/"


@pytest.fixture
def file(post) -> SimpleUploadedFile:
    """A file with the title in Hebrew, and an attribution that is unfinished."""
    made = document(post)
    title = translated_unit(unit(made, "Title"), "מכתבים")
    neighbour = translated_unit(unit(made, "Attribution"), "שכן", State.UNFINISHED)
    return SimpleUploadedFile("he.po", po.write(changed(made, title, neighbour)))


def unzipped(response) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        return archive.namelist()


def test_a_translation_s_page_offers_its_files(post, admin_client):
    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=(target(post).pk,)))

    for text in ("Export as PO", "Export as XLIFF", "Import a translation"):
        assert text in page.content.decode()


def test_ones_own_language_is_chosen_first(post, client, django_user_model):
    make_roles()
    login(client, django_user_model, "Translators: עברית")

    assert client.get(INDEX).context["export_form"]["language"].value() == "he"


@pytest.mark.parametrize("name", ["po", "xliff"])
def test_a_page_is_exported(post, admin_client, name):
    response = admin_client.get(f"{INDEX}page/{target(post).pk}/{name}/")

    assert b"A neighbour" in response.content
    assert f"page-{post.pk}-letters.he.{name}" in response["Content-Disposition"]


def test_a_language_is_exported_as_a_zip_file(post, admin_client):
    CategoryFactory()

    response = admin_client.post(
        INDEX, {"action": "export", "language": "he", "file_format": "po", "with_rows": "on"}
    )

    assert unzipped(response) == [
        f"page-{post.pk}-letters.he.po",
        "blog.category.he.po",
        "images.photo.he.po",
    ]


def test_where_there_is_nothing_to_export_it_is_said(publication, admin_client):
    response = admin_client.post(INDEX, {"action": "export", "language": "fr", "file_format": "po"})

    assert "There is nothing to export." in response.content.decode()


@pytest.mark.parametrize("packed", [False, True])
def test_what_is_uploaded_is_reported_on_and_then_imported(post, file, admin_client, packed):
    sent = file
    if packed:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as writing:
            writing.writestr("folder/he.po", file.read())
        sent = SimpleUploadedFile("he.zip", archive.getvalue())
    report = admin_client.post(INDEX, {"action": "import", "uploaded": sent})["Location"]

    shown = admin_client.get(report).content.decode()
    assert "Nothing is imported yet." in shown
    assert "Taken as unfinished" in shown
    assert unit(document(post), "Title").target == ""

    done = admin_client.post(report, {"action": "import"}).content.decode()
    assert "This was imported." in done
    assert unit(document(post), "Title").target == "מכתבים"
    assert not Upload.objects.exists()


def test_an_upload_that_is_cancelled_is_forgotten(post, file, admin_client):
    report = admin_client.post(INDEX, {"action": "import", "uploaded": file})["Location"]

    admin_client.post(report, {"action": "cancel"})

    assert not Upload.objects.exists()
    assert unit(document(post), "Title").target == ""


def test_a_page_takes_its_own_files_only(post, file, admin_client):
    address = f"{INDEX}page/{target(post).pk}/import/"
    assert admin_client.get(address).status_code == 200
    report = admin_client.post(address, {"action": "import", "uploaded": file})["Location"]

    assert "Nothing is imported yet." in admin_client.get(report).content.decode()


@pytest.mark.parametrize(
    ("name", "size", "reason"),
    [("large.po", 10 * 1024**2 + 1, "is too large"), ("broken.zip", 9, "is no zip file")],
)
def test_what_cannot_be_kept_is_refused_in_the_form(publication, admin_client, name, size, reason):
    sent = SimpleUploadedFile(name, b"#" * size)

    response = admin_client.post(INDEX, {"action": "import", "uploaded": sent})

    assert reason in response.content.decode()
    assert not Upload.objects.exists()


def test_a_broken_file_is_reported_and_not_offered_to_be_imported(publication, admin_client):
    sent = SimpleUploadedFile("broken.po", b"broken")
    report = admin_client.post(INDEX, {"action": "import", "uploaded": sent})["Location"]

    shown = admin_client.get(report).content.decode()
    assert "line 1 is not understood" in shown
    assert 'value="import"' not in shown


def test_nobody_sees_the_upload_of_somebody_else(file, admin_client, client, django_user_model):
    report = admin_client.post(INDEX, {"action": "import", "uploaded": file})["Location"]
    login(client, django_user_model, "Moderators")

    assert client.get(report).status_code == 404


def test_who_may_not_edit_a_page_gets_no_files_of_it(post, client, django_user_model):
    login(client, django_user_model)

    for path in ("po/", "xliff/", "import/"):
        assert client.get(f"{INDEX}page/{target(post).pk}/{path}").status_code == 302


def test_a_locked_page_takes_no_upload(post, file, client, django_user_model):
    login(client, django_user_model, "Moderators")
    Page.objects.filter(pk=target(post).pk).update(locked=True)

    client.post(f"{INDEX}page/{target(post).pk}/import/", {"action": "import", "uploaded": file})

    assert not Upload.objects.exists()


def test_a_zip_file_whose_content_is_damaged_is_refused_in_the_form(publication, admin_client):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writing:
        writing.writestr("he.po", "".join(map(str, range(1000))))
    for place, byte in ((60, 0xFF), (500, 0x00)):
        damaged = bytearray(archive.getvalue())
        damaged[place] ^= byte ^ 0x55
        sent = SimpleUploadedFile("he.zip", bytes(damaged))

        response = admin_client.post(INDEX, {"action": "import", "uploaded": sent})

        assert "is no zip file" in response.content.decode()
    assert not Upload.objects.exists()
