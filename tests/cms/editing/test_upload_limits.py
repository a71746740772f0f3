"""No file that the admin takes is of any size: what is too large is refused before it is read."""

import io
from collections.abc import Callable, Iterator
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.contrib.redirects.forms import ImportForm as WagtailRedirectFileForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from cms.editing.redirect_files import RedirectFileForm
from cms.images.models import Photo
from cms.translation.interchange.forms import ImportForm as TranslationFilesForm
from cms.translation.interchange.models import Upload
from tests.cms.translation.translating import send, target, translation
from tests.conftest import moderators
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

MB = 1024**2

Form = tuple[str, dict[str, Any]]


@pytest.fixture
def sent(publication) -> Any:
    """A post that is sent for translation."""
    post = PostFactory(parent=publication.indexes["en"])
    send(post)
    return post


def photos(sent: Any, file: Any) -> Form:
    return reverse("wagtailimages:add_multiple"), {"title": "A door", "files[]": file}


def documents(sent: Any, file: Any) -> Form:
    return reverse("wagtaildocs:add_multiple"), {"title": "A walk", "files[]": file}


def redirects(sent: Any, file: Any) -> Form:
    return reverse("wagtailredirects:start_import"), {"import_file": file}


def translations(sent: Any, file: Any) -> Form:
    return reverse("translation_files:index"), {"action": "import", "uploaded": file}


def a_translation(sent: Any, file: Any) -> Form:
    address = reverse("translation_files:import_page", args=[target(sent).pk])
    return address, {"action": "import", "uploaded": file}


def a_translation_in_its_editor(sent: Any, file: Any) -> Form:
    address = reverse("wagtail_localize:upload_pofile", args=[translation(sent).pk])
    return address, {"file": file}


@pytest.mark.parametrize(
    ("form", "name", "limit", "sentence"),
    [
        (photos, "door.jpg", 20 * MB, "This file is too big"),
        (documents, "walk.txt", 50 * MB, "This file is too big"),
        (redirects, "old.csv", 1 * MB, "“old.csv” is too large. A file of redirects may have 1 MB"),
        (translations, "he.po", 10 * MB, "“he.po” is too large"),
        (a_translation, "he.po", 10 * MB, "“he.po” is too large"),
        (a_translation_in_its_editor, "he.po", 10 * MB, "“he.po” is too large"),
    ],
)
def test_one_that_is_too_large_is_refused_with_a_sentence(
    sent, admin_client, form: Callable[..., Form], name, limit, sentence
):
    address, fields = form(sent, SimpleUploadedFile(name, b"#" * (limit + 1)))

    headers = {"X-Requested-With": "XMLHttpRequest"} if "files[]" in fields else {}
    answer = admin_client.post(address, fields, follow=True, headers=headers)

    said = answer.json()["error_message"] if headers else answer.content.decode()
    assert sentence in said
    for model in (Photo, get_document_model(), Redirect, Upload):
        assert not model.objects.exists()


def test_redirects_of_a_size_that_can_be_read_are_imported(admin_client):
    file = SimpleUploadedFile("old.csv", b"from,to\n/old,https://example.org/\n")

    shown = admin_client.post(*redirects(None, file)).content.decode()

    assert "/old" in shown
    assert "https://example.org/" in shown


def workbook(*rows: list[str], blank: int = 0) -> SimpleUploadedFile:
    """A workbook, with a file beside its sheets of so many bytes that are all the same."""
    book, stream = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(stream)
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        archive.writestr("blank", b"\0" * blank)
    return SimpleUploadedFile("old.xlsx", stream.getvalue())


def test_so_are_those_in_a_workbook(admin_client):
    file = workbook(["from", "to"], ["/old", "https://example.org/"])

    assert "https://example.org/" in admin_client.post(*redirects(None, file)).content.decode()


def test_a_workbook_that_is_small_only_while_it_is_packed_is_refused(admin_client):
    file = workbook(["from", "to"], blank=21 * MB)
    assert file.size < 1 * MB

    assert "“old.xlsx” is too large." in admin_client.post(*redirects(None, file)).content.decode()


def test_who_may_add_no_redirects_uploads_none(client, django_user_model):
    user = django_user_model.objects.create_user("editor")
    user.groups.add(moderators())
    client.force_login(user)
    user.groups.get().permissions.filter(codename="add_redirect").delete()

    answer = client.post(*redirects(None, SimpleUploadedFile("old.csv", b"#" * (MB + 1))))

    assert answer.status_code == 302
    assert "import" not in answer["Location"]


def forms_with_files(base: type[Any] = forms.BaseForm) -> Iterator[type[Any]]:
    """Yield the forms that take files of which their field does not know how large they may be."""
    for form in base.__subclasses__():
        yield from forms_with_files(form)
        fields = getattr(form, "base_fields", {}).values()
        if any(
            isinstance(field, forms.FileField)
            and not isinstance(field, WagtailImageField | WagtailDocumentField)
            for field in fields
        ):
            yield form


def test_no_other_form_takes_files():
    """A new one fails here until it has a limit, and is held by the test above."""
    assert get_resolver().url_patterns, "all of them are loaded"

    assert {form for form in forms_with_files() if not form.__module__.startswith("tests.")} == {
        # Ours is in front of Wagtail's; see cms.editing.redirect_files.
        RedirectFileForm,
        WagtailRedirectFileForm,
        TranslationFilesForm,
        # No page shows it; see cms.access.account.
        AvatarPreferencesForm,
    }
