"""The pages in the admin on which one-time passwords are typed, turned on, and turned off."""

from typing import Any

import django_otp
from django.contrib.auth import get_user_model
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms.access.devices import (
    confirm,
    device_of,
    new_device,
    picture_of,
    remove_devices,
    secret_of,
    unconfirmed,
)
from cms.access.forms import CodeForm, PasswordForm, TurnOnForm


def _let_in(request: HttpRequest, device: TOTPDevice) -> None:
    """Note in the session that its user has shown a one-time password."""
    request.session.cycle_key()
    django_otp.login(request, device)


class CodeView(RedirectURLMixin, FormView):  # type: ignore[type-arg]
    """After the password: the one-time password."""

    template_name = "access/code.html"
    form_class = CodeForm

    @method_decorator(never_cache)
    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.device is None or request.user.is_verified():  # type: ignore[union-attr]
            return redirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def device(self) -> TOTPDevice | None:
        return device_of(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "device": self.device}

    def get_default_redirect_url(self) -> str:
        return reverse("wagtailadmin_home")

    def form_valid(self, form: CodeForm) -> HttpResponse:
        _let_in(self.request, form.device)
        return super().form_valid(form)


class DeviceView(WagtailAdminTemplateMixin, RedirectURLMixin, FormView):  # type: ignore[type-arg]
    """Where somebody turns their own one-time passwords on, and off."""

    template_name = "access/device.html"
    page_title = gettext_lazy("One-time passwords")
    header_icon = "key"
    _show_breadcrumbs = True

    @method_decorator(never_cache)
    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.is_on = device_of(request.user) is not None
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        account = {"url": reverse("wagtailadmin_account"), "label": _("Account")}
        return [*super().get_breadcrumbs_items(), account, {"url": "", "label": self.page_title}]

    @cached_property
    def new_device(self) -> TOTPDevice:
        """What is turned on; its secret is another one each time that the page is opened."""
        shown = unconfirmed(self.request.user).first() if self.request.method == "POST" else None
        return shown or new_device(self.request.user)

    def get_form_class(self) -> type[Any]:
        return PasswordForm if self.is_on else TurnOnForm

    def get_form_kwargs(self) -> dict[str, Any]:
        device = {} if self.is_on else {"device": self.new_device}
        return {**super().get_form_kwargs(), "request": self.request, **device}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(is_on=self.is_on, **kwargs)
        if not self.is_on:
            context["picture"] = picture_of(self.new_device)
            context["secret"] = secret_of(self.new_device)
        return context

    def get_default_redirect_url(self) -> str:
        return reverse("one_time_passwords")

    def form_valid(self, form: Any) -> HttpResponse:
        user = self.request.user
        if self.is_on:
            remove_devices(user)
            messages.success(self.request, _("One-time passwords are off."))
        else:
            confirm(form.device)
            _let_in(self.request, form.device)
            messages.success(self.request, _("One-time passwords are on."))
        log(user, "wagtail.edit")
        return super().form_valid(form)


class RemoveView(WagtailAdminTemplateMixin, TemplateView):
    """Where a superuser turns somebody else's off, whose device is lost."""

    template_name = "access/remove.html"
    page_title = gettext_lazy("Turn one-time passwords off")
    header_icon = "key"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_superuser:
            raise PermissionDenied
        self.owner = get_object_or_404(get_user_model(), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_on = device_of(self.owner) is not None
        return super().get_context_data(owner=self.owner, is_on=is_on, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if remove_devices(self.owner):
            log(self.owner, "wagtail.edit")
        messages.success(request, _("One-time passwords are off."))
        return redirect("wagtailusers_users:index")
