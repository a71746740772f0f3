"""Mails for new passwords: anybody can have them sent, so nobody gets many."""

from typing import Any

from wagtail.admin.forms.auth import PasswordResetForm

from cms.throttling import Throttle


class MailThrottle(Throttle):
    """Counts the mails to one user, whoever asks for them."""

    scope = "password-reset"
    rate = "3/hour"

    def get_cache_key(self, request: Any, view: Any) -> str:
        return self.cache_format % {"scope": self.scope, "ident": request}


class ThrottledResetForm(PasswordResetForm):
    """Sends no mail where that user got several in the last hour, and says nothing of it."""

    def send_mail(
        self, subject: str, body: str, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> None:
        if MailThrottle().allow_request(context["user"].pk, None):
            super().send_mail(subject, body, context, *args, **kwargs)
