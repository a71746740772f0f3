import wagtail.images.models
from django.db import migrations

import cms.images.files


class Migration(migrations.Migration):
    dependencies = [
        ("images", "0002_alternative_text"),
    ]

    operations = [
        migrations.AlterField(
            model_name="photo",
            name="file",
            field=cms.images.files.PhotoFileField(
                height_field="height",
                storage=cms.images.files.photo_storage,
                upload_to=wagtail.images.models.get_upload_to,
                verbose_name="file",
                width_field="width",
            ),
        ),
    ]
