"""Files of redirects, which the admin imports: Wagtail reads them whole, however large they are."""

from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import ImportForm
from wagtail.contrib.redirects.utils import get_supported_extensions

#: Enough for ten thousand redirects.
MAX_BYTES = 1024**2
#: Of a workbook, which is an archive, when it is unpacked.
_MAX_UNPACKED = 20 * MAX_BYTES


class RedirectFileForm(ImportForm):
    """Wagtail's form, which takes no file that is too large."""

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        if file.size > MAX_BYTES or _unpacked_size(file) > _MAX_UNPACKED:
            raise ValidationError(
                _("“%(name)s” is too large. A file of redirects may have %(most)d MB at most.")
                % {"name": file.name, "most": MAX_BYTES // 1024**2}
            )
        return file


def _unpacked_size(file: Any) -> int:
    """Return how much an archive says that it has: no more of it can be read; 0 of other files."""
    try:
        with ZipFile(file) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except BadZipFile:
        return 0
    finally:
        file.seek(0)


@views.permission_checker.require_any("add")
def start_import(request: HttpRequest) -> HttpResponse:
    """As Wagtail's view, once the file is known to be of a size that can be read."""
    if request.FILES:
        form = RedirectFileForm(get_supported_extensions(), request.POST, request.FILES)
        if not form.is_valid():
            return render(request, "wagtailredirects/choose_import_file.html", {"form": form})
    answer: HttpResponse = views.start_import(request)
    return answer
