"""What is asked for before files are made, or taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from cms.languages import LANGUAGES
from cms.translation.interchange.formats import FORMATS


class ExportForm(forms.Form):
    """Which texts to export."""

    language = forms.ChoiceField(
        label=_("Into"), choices=[(language.code, language.name) for language in LANGUAGES]
    )
    file_format = forms.ChoiceField(
        label=_("Format"), choices=[(name, form.NAME) for name, form in FORMATS.items()]
    )
    section = forms.ModelChoiceField(
        Page.objects.filter(depth__gt=1),
        label=_("Section"),
        required=False,
        widget=AdminPageChooser,
        help_text=_("This page and those below it, in the language that is translated from."),
    )
    unfinished_only = forms.BooleanField(
        label=_("Only what is not translated to its end"), required=False, initial=True
    )
    with_rows = forms.BooleanField(
        label=_("Also photos, categories, authors, and settings"), required=False, initial=True
    )


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """Takes one file or several; gives a list."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        clean_one = super().clean
        files = data if isinstance(data, (list, tuple)) else [data]
        return [clean_one(file, initial) for file in files or [None]]


class ImportForm(forms.Form):
    """Which files to import."""

    uploaded = _FilesField(
        label=_("Files"),
        help_text=_("PO and XLIFF 1.2 files, or a zip file of them. First you see a report."),
    )
