"""Try every engine that is configured, and say what works."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.operations.doctor import examine


class Command(BaseCommand):
    help = "Try every engine that is configured, and say what works; exits with 1 if one does not"
    # It is to say what is wrong, and not to stop at it.
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        findings = examine()
        for found in findings:
            mark = self.style.SUCCESS("well ") if found.is_well else self.style.ERROR("wrong")
            self.stdout.write(f"{mark}  {found.variable:14} {found.sentence}")
        if not all(found.is_well for found in findings):
            raise SystemExit(1)
