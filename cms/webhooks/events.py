"""What an endpoint can be told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Event(TextChoices):
    """What happened, by the name that stands in ``type`` of a payload."""

    PUBLISHED = "page.published", _("A page was published")
    UPDATED = "page.updated", _("A published page changed")
    MOVED = "page.moved", _("A published page has another address")
    UNPUBLISHED = "page.unpublished", _("A page is no longer public")
    DELETED = "page.deleted", _("A published page was deleted")
    CHANGED = "content.changed", _("Something that pages share changed")
