"""Which language the admin speaks to whom."""

import pytest
from bs4 import BeautifulSoup
from wagtail.users.models import UserProfile


def language_of(response) -> tuple[str, str]:
    html = BeautifulSoup(response.content, "html.parser").html
    return html["lang"], html["dir"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("he-IL,he;q=0.9", ("he", "rtl")), ("fr", ("fr", "ltr")), ("ja", ("en", "ltr"))],
)
def test_the_login_page_speaks_the_browsers_language(client, asked, spoken):
    response = client.get("/admin/login/", headers={"Accept-Language": asked})
    assert language_of(response) == spoken
    assert "Accept-Language" in response["Vary"]


def test_what_a_user_chose_goes_before_the_browsers_language(admin_client, admin_user, publication):
    UserProfile.objects.create(user=admin_user, preferred_language="fr")
    response = admin_client.get("/admin/", headers={"Accept-Language": "he"})
    assert language_of(response) == ("fr", "ltr")


def test_the_api_does_not_depend_on_the_browsers_language(client, publication):
    response = client.get("/api/v2/pages/", headers={"Accept-Language": "he"})
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("language", "label"),
    [("he", "טקסט הקישור"), ("fr", "Texte du lien"), ("en", "Text of the link")],
)
def test_a_choosers_labels_are_in_the_readers_language(
    admin_client, admin_user, publication, language, label
):
    UserProfile.objects.create(user=admin_user, preferred_language=language)
    assert label in admin_client.get("/admin/choose-external-link/").json()["html"]
