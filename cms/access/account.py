"""The account of whoever is logged in to the admin, without a picture of them.

Wagtail takes pictures of any size and of all kinds that Pillow knows, and no address gives them.
"""

from typing import Any

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import AvatarSettingsPanel


class AccountView(WagtailAccountView):
    """As Wagtail's, but for the picture."""

    def get_panels(self) -> list[Any]:
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, AvatarSettingsPanel)]


#: In front of Wagtail's, with what Wagtail has around it.
account_view = never_cache(require_admin_access(AccountView.as_view()))
