"""The form of an endpoint."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.languages import LANGUAGES
from cms.webhooks.events import Event
from cms.webhooks.models import Endpoint


class EndpointForm(WagtailAdminModelForm):
    """What an endpoint is told of is chosen from lists; a secret is made anew, and never typed."""

    events = forms.MultipleChoiceField(
        label=_("Events"),
        choices=Event.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of what it is told. Where nothing is chosen, of everything."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[(language.code, language.name) for language in LANGUAGES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The languages of the pages that it is told of; all, where none is chosen."),
    )
    renew = forms.BooleanField(
        label=_("Make a new secret"),
        required=False,
        help_text=_(
            "For when somebody may have seen it who should not, or from time to time. For a day, "
            "what is sent is signed with both, so that the server can be given the new one."
        ),
    )

    def save(self, commit: bool = True) -> Any:
        """Save it; where it was enabled anew or moved, without the failures of before."""
        endpoint: Endpoint = self.instance
        if {"enabled", "address"} & set(self.changed_data):
            endpoint.problem, endpoint.failures = "", 0
            endpoint.failing_since = endpoint.rests_until = None
        saved = super().save(commit)
        if endpoint.pk and self.cleaned_data["renew"]:
            endpoint.renew_secret()
        return saved
