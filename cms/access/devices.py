"""The device that makes a user's one-time passwords: none, or one."""

from base64 import b32encode
from textwrap import wrap
from typing import Any

from django.db import transaction
from django.utils.safestring import SafeString
from django_otp.plugins.otp_totp.models import TOTPDevice


def device_of(user: Any) -> TOTPDevice | None:
    """Return what somebody's one-time passwords are made by."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=True).first()


@transaction.atomic
def new_device(user: Any) -> TOTPDevice:
    """Return a device with a new secret, which counts once a code of it was typed."""
    unconfirmed(user).delete()
    return TOTPDevice.objects.create(user=user, name="TOTP", confirmed=False)


def unconfirmed(user: Any) -> Any:
    """Return the devices, at most one, that somebody was shown but typed no code of yet."""
    return TOTPDevice.objects.devices_for_user(user, confirmed=False)


@transaction.atomic
def confirm(device: TOTPDevice) -> None:
    """Have a device count, in place of any other."""
    TOTPDevice.objects.filter(user=device.user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    device.confirmed = True


def remove_devices(user: Any) -> bool:
    """Have somebody log in without one-time passwords; tell whether they had any."""
    had_one = device_of(user) is not None
    TOTPDevice.objects.filter(user=user).delete()
    return had_one


def secret_of(device: TOTPDevice) -> str:
    """Return a device's secret as apps take it that cannot scan: base32, in groups of four."""
    return " ".join(wrap(b32encode(device.bin_key).decode(), 4))


def picture_of(device: TOTPDevice) -> SafeString:
    """Return the QR code of a device's secret as SVG; it is drawn here, and nobody else is told."""
    # Only where it is used: what draws the codes takes half a megabyte.
    import qrcode  # noqa: PLC0415
    from qrcode.image.svg import SvgPathFillImage  # noqa: PLC0415

    code = qrcode.make(device.config_url, image_factory=SvgPathFillImage, border=2)
    return SafeString(code.to_string(encoding="unicode"))
