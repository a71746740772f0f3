"""What is asked of whoever logs in with one-time passwords, or turns them on or off."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _
from django_otp import verify_token
from django_otp.plugins.otp_totp.models import TOTPDevice


class CodeForm(forms.Form):
    """A one-time password of a device. Wrong ones make the device wait, longer each time."""

    code = forms.CharField(
        label=_("One-time password"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}
        ),
    )

    def __init__(self, *args: Any, request: Any, device: TOTPDevice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.device = request, device

    def clean(self) -> None:
        super().clean()
        if self.errors:  # a code holds once: it is not spent on what is wrong in another way
            return
        code = "".join(self.cleaned_data["code"].split())
        may_try, _why = self.device.verify_is_allowed()
        if not may_try:
            self.add_error("code", _("Too many were wrong. Wait a while, then type a new one."))
        elif not verify_token(self.request.user, self.device.persistent_id, code):
            self.add_error("code", _("This one is wrong, or holds no more."))


class PasswordForm(forms.Form):
    """The password of whoever is logged in: a session left open is not enough."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> None:
        # It is counted with those that are tried to log in.
        name, password = self.request.user.get_username(), self.cleaned_data["password"]
        if authenticate(self.request, username=name, password=password) != self.request.user:
            raise forms.ValidationError(_("The password is wrong."))


class TurnOnForm(CodeForm):
    """The first one-time password of a new device, and the password."""

    password = PasswordForm.base_fields["password"]
    clean_password = PasswordForm.clean_password
    field_order = ["code", "password"]
