"""Moderators moderate comments; editors may read what waits."""

from django.db import migrations

PERMISSIONS = {"Moderators": ("view", "change", "delete"), "Editors": ("view",)}


def permit(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")

    kind, _ = ContentType.objects.get_or_create(app_label="comments", model="comment")
    for name, actions in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for action in actions:
            permission, _ = Permission.objects.get_or_create(
                content_type=kind,
                codename=f"{action}_comment",
                defaults={"name": f"Can {action} comment"},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0001_initial"),
        ("home", "0003_roles"),
    ]

    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
