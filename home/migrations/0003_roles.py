"""Who may do what; and that what is live in several languages says the same in all of them."""

from collections import defaultdict

from django.conf import settings
from django.db import migrations
from django.utils import timezone

from cms.languages import DEFAULT_LANGUAGE
from cms.translation.roles import make_roles


def make_all_roles(apps, schema_editor):
    make_roles(apps)


def take_translations_at_their_word(apps, schema_editor):
    """Note of live pages what they are translations of: they are current until that changes."""
    Page = apps.get_model("wagtailcore", "Page")
    Translation = apps.get_model("wagtail_localize", "Translation")
    LiveTexts = apps.get_model("translation", "LiveTexts")
    Confirmation = apps.get_model("translation", "Confirmation")

    kept_in_step = set(
        Translation.objects.filter(enabled=True).values_list(
            "source__object_id", "target_locale_id"
        )
    )

    def rank(page):
        return (
            (page.translation_key, page.locale_id) in kept_in_step,
            page.locale.language_code != DEFAULT_LANGUAGE.code,
            page.pk,
        )

    families = defaultdict(list)
    pages = Page.objects.filter(depth__gt=1, alias_of=None).select_related("locale")
    for page in pages.iterator():
        families[page.translation_key].append(page)
    texts, confirmations = [], []
    for family in families.values():
        source, *translations = sorted(family, key=rank)
        texts += [page for page in family if page.live]
        confirmations += [(page, source) for page in translations if page.live]
    LiveTexts.objects.bulk_create(
        (
            LiveTexts(page=page, changed_at=page.last_published_at or timezone.now())
            for page in texts
        ),
        batch_size=500,
        ignore_conflicts=True,
    )
    Confirmation.objects.bulk_create(
        (Confirmation(page=page, source=source) for page, source in confirmations),
        batch_size=500,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_home_pages"),
        ("translation", "0002_team"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(make_all_roles, migrations.RunPython.noop),
        migrations.RunPython(take_translations_at_their_word, migrations.RunPython.noop),
    ]
