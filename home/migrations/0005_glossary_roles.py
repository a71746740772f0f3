"""The glossary is for translators, and for editors and moderators, to write."""

from django.db import migrations

from cms.translation.roles import make_roles


def make_all_roles(apps, schema_editor):
    make_roles(apps)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_noindex"),
        ("glossary", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_all_roles, migrations.RunPython.noop)]
