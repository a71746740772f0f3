"""Hold the kept OpenAPI document against the code."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rest_framework.utils.encoders import JSONEncoder

from cms.api.drift import changes
from cms.api.openapi import openapi


class Command(BaseCommand):
    """Compare ``openapi.json`` with what the code promises, or write it anew."""

    help = "Tell how the code's OpenAPI document differs from openapi.json; --write renews it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write openapi.json anew")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.BASE_DIR) / "openapi.json"
        text = json.dumps(openapi(), cls=JSONEncoder, indent=1, ensure_ascii=False) + "\n"
        if options["write"]:
            path.write_text(text, encoding="utf-8")
            return
        found = changes(json.loads(path.read_text(encoding="utf-8")), json.loads(text))
        for change in found:
            self.stderr.write(str(change))
        if any(change.breaks for change in found):
            raise CommandError("The API changed in a way that breaks clients of openapi.json.")
        if found:
            raise CommandError("The API only adds to openapi.json: run manage.py openapi --write.")
