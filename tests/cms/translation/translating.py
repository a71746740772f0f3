"""What tests of translations share: sending pages for translation, and writing texts."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringTranslation,
    Translation,
)
from wagtail_localize.operations import translate_object


def locale(code: str) -> Locale:
    return Locale.objects.get(language_code=code)


def send(page: Page, code: str = "he", user: Any = None) -> Translation:
    """Send a page for translation, as the admin's button does."""
    translate_object(page, [locale(code)], user=user)
    return translation(page, code)


def translation(page: Page, code: str = "he") -> Translation:
    return Translation.objects.get(
        source__object_id=page.translation_key, target_locale=locale(code)
    )


def target(page: Page, code: str = "he") -> Any:
    """The page's translation, as the database has it now."""
    return page.get_translation(locale(code)).specific


def write(page: Page, code: str = "he", /, **texts: str) -> None:
    """Translate the texts of these fields.

    ``all_texts`` is for all that have none yet, but the slug; links stay links.
    """
    translating = translation(page, code)
    rest = texts.pop("all_texts", None)
    for segment in translating.source.stringsegment_set.select_related("context", "string"):
        path = segment.context.path
        text = texts.get(path, None if path == "slug" else rest)
        found = StringTranslation.objects.filter(
            translation_of=segment.string, context=segment.context, locale=locale(code)
        )
        if text is None or (found.exists() and path not in texts):
            continue
        if "<a " in segment.string.data and "<a " not in text:
            text = f'<a id="a1">{text}</a>'
        found.delete()
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=locale(code),
            data=text,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )


def write_body(page: Page, code: str = "he") -> None:
    """Translate the texts of a page's body: each says of which language it is, and of what text."""
    for segment in translation(page, code).source.stringsegment_set.select_related("string"):
        if segment.context.path.startswith("body."):
            segment.string.translations.create(
                context=segment.context,
                locale=locale(code),
                data=f"{code}:{segment.string.data}",
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )


def exchange(page: Page, path: str, value: Any, code: str = "he") -> None:
    """Exchange what stands at a path that ends so: a picture, a video's address, a link."""
    segment = OverridableSegment.objects.get(
        source__object_id=page.translation_key, context__path__endswith=path
    )
    SegmentOverride.objects.create(
        locale=locale(code), context=segment.context, data_json=f'"{value}"'
    )


def press(client: Client, page: Page, action: str) -> Any:
    """Press a button of a page's translation editor."""
    return client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), {"action": action})


def login(client: Client, users: Any, *groups: str) -> Any:
    """Log somebody in who is in these groups."""
    user = users.objects.create_user("-".join(groups) or "nobody", password="a-long-password")
    user.groups.set(Group.objects.filter(name__in=groups))
    assert user.groups.count() == len(groups), groups
    client.force_login(user)
    return user
