"""A locale and a home page per language, and the site whose root is the English one."""

import uuid

from django.db import migrations

from cms.languages import DEFAULT_LANGUAGE, LANGUAGES

HOME_PAGES = {
    "en": ("home", "Home"),
    "fr": ("accueil", "Accueil"),
    "he": ("home-he", "דף הבית"),
}


def create_home_pages(apps, schema_editor):
    """Put our home pages in the place of Wagtail's welcome page."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("home", "HomePage")

    Page.objects.filter(depth=2, slug="home").delete()
    content_type, _ = ContentType.objects.get_or_create(model="homepage", app_label="home")
    root = Page.objects.get(depth=1)
    translation_key = uuid.uuid4()
    for number, language in enumerate(LANGUAGES, start=1):
        locale, _ = Locale.objects.get_or_create(language_code=language.code)
        slug, title = HOME_PAGES[language.code]
        page = HomePage.objects.create(
            title=title,
            draft_title=title,
            slug=slug,
            content_type=content_type,
            path=f"{root.path}{number:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            locale=locale,
            translation_key=translation_key,
        )
        if language == DEFAULT_LANGUAGE:
            Site.objects.update_or_create(
                is_default_site=True, defaults={"hostname": "localhost", "root_page_id": page.pk}
            )
    Page.objects.filter(pk=root.pk).update(numchild=len(LANGUAGES))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("wagtailcore", "0053_locale_model"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_home_pages, migrations.RunPython.noop)]
