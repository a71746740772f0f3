"""Files for translators, in the admin: made, uploaded, reported on, and taken."""

from tempfile import TemporaryFile
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.models import Page
from wagtail_localize.models import Translation

from cms.languages import DEFAULT_LANGUAGE, LANGUAGES, get_language
from cms.translation.drafts import is_locked, translation_of
from cms.translation.interchange.exporting import export, write_zip
from cms.translation.interchange.formats import FORMATS
from cms.translation.interchange.forms import ExportForm, ImportForm
from cms.translation.interchange.models import Upload
from cms.translation.interchange.pages import PageTexts
from cms.translation.interchange.uploads import import_upload, keep
from cms.translation.roles import languages_of


def index(request: HttpRequest) -> HttpResponseBase:
    """Offer to export many texts, and to import what came back."""
    action = request.POST.get("action")
    export_form = ExportForm(
        request.POST if action == "export" else None,
        initial={"language": _language_of(request.user)},
    )
    import_form = _import_form(request)
    if export_form.is_valid():
        exported = _export(request, **export_form.cleaned_data)
        if exported is not None:
            return exported
        messages.warning(request, _("There is nothing to export."))
    if import_form.is_valid():
        kept = _keep(request, import_form, None)
        if kept is not None:
            return kept
    context = {"export_form": export_form, "import_form": import_form}
    return render(request, "interchange/index.html", context)


def _language_of(user: Any) -> str:
    """Return the language into which somebody most likely translates."""
    own = languages_of(user) - {DEFAULT_LANGUAGE}
    codes = (language.code for language in LANGUAGES if language in own)
    return next(codes, DEFAULT_LANGUAGE.code)


def _export(request: HttpRequest, **chosen: Any) -> FileResponse | None:
    language, format_ = get_language(chosen.pop("language")), FORMATS[chosen.pop("file_format")]
    target = TemporaryFile()  # noqa: SIM115  the response closes it
    if not write_zip(target, export(language, format_, request.user, **chosen)):
        target.close()
        return None
    target.seek(0)
    name = f"{language.code}-{format_.EXTENSION}.zip"
    return FileResponse(target, as_attachment=True, filename=name)


def _import_form(request: HttpRequest) -> ImportForm:
    if request.POST.get("action") == "import":
        return ImportForm(request.POST, request.FILES)
    return ImportForm()


def _keep(
    request: HttpRequest, form: ImportForm, translation: Translation | None
) -> HttpResponse | None:
    """Lead on to the report; None where the files cannot even be kept, which the form says."""
    try:
        upload = keep(form.cleaned_data["uploaded"], request.user, translation)
    except ValidationError as error:
        form.add_error("uploaded", error)
        return None
    return redirect("translation_files:upload", upload.pk)


def _editable(request: HttpRequest, page: Page) -> Translation:
    translation = translation_of(page)
    if translation is None:
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return translation


def export_page(request: HttpRequest, page_id: int, file_format: str) -> HttpResponse:
    """Give a translation's file."""
    texts = PageTexts(_editable(request, get_object_or_404(Page, pk=page_id)))
    format_ = FORMATS[file_format]
    response = HttpResponse(format_.write(texts.document()), content_type=format_.CONTENT_TYPE)
    name = f"{texts.name}.{format_.EXTENSION}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def import_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Offer to import a file for a translation."""
    page = get_object_or_404(Page, pk=page_id)
    translation = _editable(request, page)
    if is_locked(page, request.user):
        raise PermissionDenied
    form = _import_form(request)
    if form.is_valid():
        kept = _keep(request, form, translation)
        if kept is not None:
            return kept
    return render(request, "interchange/import_page.html", {"page": page, "import_form": form})


def download_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer where wagtail-localize's editor has its link, with a file of ours."""
    translation = get_object_or_404(Translation, pk=translation_id)
    return export_page(request, translation.get_target_instance().pk, "po")


@require_POST
def upload_pofile(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take what is uploaded in wagtail-localize's editor our way, with a report first."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    _editable(request, page)
    if is_locked(page, request.user):
        raise PermissionDenied
    try:
        upload = keep(request.FILES.getlist("file"), request.user, translation)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("translation_files:upload", upload.pk)


def upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """Show what an import would do; do it when that is decided."""
    found = get_object_or_404(Upload, pk=upload_id, user=request.user)
    action = request.POST.get("action")
    back = reverse("translation_files:index")
    if found.translation:
        page = found.translation.get_target_instance()
        back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    if action == "cancel":
        found.delete()
        return redirect(back)
    report = import_upload(found, dry_run=action != "import")
    if report.is_applied:
        found.delete()
        messages.success(request, _("The translations are imported."))
    return render(request, "interchange/report.html", {"report": report, "back": back})
