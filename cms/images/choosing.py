"""A chosen photo says its caption and credit, and brings its texts in the language of the page.

Wagtail (8.0.1) shows the title alone, and takes the alternative text in the language of the admin.
This can go when image choosers can be told what they show.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.http import HttpRequest
from django.utils.translation import override
from wagtail.images.views import chooser
from wagtail.images.widgets import AdminImageChooser

from cms.images.models import Photo
from cms.languages import LANGUAGES

#: The language of the page that is edited, as Wagtail's choosers are told it.
_PARAMETER = "locale"


def shown(photo: Photo) -> str:
    """Return a photo's title, caption, and credit in the active language, a line each."""
    return "\n".join(filter(None, (photo.title, photo.caption, photo.credit)))


def in_page_language(request: HttpRequest) -> AbstractContextManager[Any]:
    """Speak the language of the page for which a photo is chosen, where it is known."""
    code = request.GET.get(_PARAMETER)
    known = {language.code for language in LANGUAGES}
    return override(code) if code in known else nullcontext()


_answer = chooser.ImageChosenResponseMixin.get_chosen_response_data
_widget_data = AdminImageChooser.get_value_data_from_instance


def _answer_in_page_language(view: Any, photo: Photo, *args: Any, **options: Any) -> Any:
    with in_page_language(view.request):
        answer = _answer(view, photo, *args, **options)
        return {**answer, view.response_data_title_key: shown(photo)}


def _shown_in_widget(widget: Any, photo: Photo) -> Any:
    return {**_widget_data(widget, photo), widget.display_title_key: shown(photo)}


def extend_choosers() -> None:
    """Teach Wagtail's choosers of photos. Called once, before the admin's addresses are made."""
    chooser.ImageChosenResponseMixin.get_chosen_response_data = _answer_in_page_language
    AdminImageChooser.get_value_data_from_instance = _shown_in_widget
    chooser.ImageChooserViewSet.preserve_url_parameters = [
        *chooser.ImageChooserViewSet.preserve_url_parameters,
        _PARAMETER,
    ]
