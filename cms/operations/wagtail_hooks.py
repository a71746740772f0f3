"""What the admin shows of running it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from cms.operations.backup.restoring import ACTION


@hooks.register("register_log_actions")
def restoring_in_history(actions: Any) -> None:
    actions.register_action(ACTION, _("Restore a backup"), _("Restored from a backup"))
