"""The account in the admin."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.factories import image_bytes


def test_it_takes_no_picture_of_whoever_has_it(admin_client, admin_user):
    written = {
        "name_email-first_name": "Ada",
        "name_email-last_name": "Lamarr",
        "name_email-email": "ada@example.org",
        "theme-theme": "dark",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "avatar-avatar": SimpleUploadedFile("me.bmp", image_bytes(image_format="BMP")),
    }

    saved = admin_client.post(reverse("wagtailadmin_account"), written)

    assert saved.status_code == 302
    profile = UserProfile.objects.get(user=admin_user)
    assert profile.theme == "dark"
    assert not profile.avatar


def test_it_is_for_those_who_are_logged_in_and_kept_nowhere(client, admin_client):
    assert client.get(reverse("wagtailadmin_account")).status_code == 302
    assert "no-store" in admin_client.get(reverse("wagtailadmin_account"))["Cache-Control"]
