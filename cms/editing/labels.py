"""Labels that Wagtail has in English for every reader, said in the language of whoever reads them.

It translates these once, while it starts, or has no text for them but the name of a field. Each
can go when Wagtail (8.0.1) or wagtail-localize (1.14.5) gives a lazy text in its place.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_lazy as again
from wagtail.admin.forms import choosers
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.images.forms import ImageInsertionForm
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_localize.views.report import TranslationsReportFilterSet

_CHOOSER_TEXTS = (
    "choose_one_text",
    "choose_another_text",
    "edit_item_text",
    "search_tab_label",
    "create_action_label",
)

_LINK_FIELDS = {
    choosers.ExternalLinkChooserForm: {"url": _("Address"), "link_text": _("Text of the link")},
    choosers.AnchorLinkChooserForm: {"url": _("Anchor"), "link_text": _("Text of the link")},
    choosers.EmailLinkChooserForm: {
        "email_address": _("E-mail address"),
        "link_text": _("Text of the link"),
        "subject": _("Subject"),
        "body": _("Message"),
    },
    choosers.PhoneLinkChooserForm: {
        "phone_number": _("Telephone number"),
        "link_text": _("Text of the link"),
    },
}


def translate() -> None:
    """Put lazy texts in their places. Called once, before the admin's addresses are made."""
    for name in _CHOOSER_TEXTS:
        setattr(ChooserViewSet, name, again(getattr(ChooserViewSet, name)))
    for field in ImageInsertionForm.base_fields.values():
        field.label = again(field.label)
    for form, labels in _LINK_FIELDS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    LoginForm.base_fields["password"].label = _("Password")
    filters = TranslationsReportFilterSet.base_filters
    filters["source_locale"].label = _("Source language")
    filters["target_locale"].label = _("Language of the translation")
    SnippetViewSet.breadcrumbs_items = property(_breadcrumbs)


_breadcrumbs_in_english = SnippetViewSet.breadcrumbs_items.fget


def _breadcrumbs(viewset: SnippetViewSet) -> list[dict[str, Any]]:
    return [{**item, "label": again(item["label"])} for item in _breadcrumbs_in_english(viewset)]
