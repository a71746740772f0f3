"""Who is told, what they are told, and how far the journal was read for it."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.languages import LANGUAGES
from cms.webhooks.addresses import validate_address
from cms.webhooks.events import Event
from cms.webhooks.secrets import new_secret

#: For how long a delivery is tried, and for how long the secret before is signed with.
DAY = timedelta(days=1)


def new_key() -> str:
    """Return what a receiver knows a delivery by."""
    return f"msg_{uuid4().hex}"


class Problem(models.TextChoices):
    """Why a delivery did not succeed."""

    REFUSED = "refused", _("the address is not on the public web, or not encrypted")
    NO_ANSWER = "no_answer", _("nobody answers")
    TOO_SLOW = "too_slow", _("the answer took too long")
    STATUS = "status", _("it answers with an error")
    GONE = "gone", _("it answers that it is gone")


class Endpoint(models.Model):
    """A server that is told what changed.

    Attributes:
        events: the names of the events that it is told of; all of them where there are none.
        languages: the codes of the languages whose pages it is told of; as with events.
        previous_secret: what it was before; deliveries are signed with both for a day.
        failures: how often in a row it could not be reached, or had an error of its own.
        failing_since: when it began to take nothing of what it is sent.
        rests_until: until when nothing is sent to it, after such a failure.
        lease: of the one process that sends to it now, which nobody else does meanwhile.
    """

    journal = None

    name = models.CharField(_("name"), max_length=100)
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[validate_address],
        help_text=_(
            "The address that changes are sent to, over HTTPS. It has to be on the public web."
        ),
    )
    events = models.JSONField(_("events"), default=list, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    enabled = models.BooleanField(
        _("enabled"),
        default=True,
        help_text=_(
            "Without this, nothing is sent, and what changes meanwhile is not sent later either."
        ),
    )
    secret = models.CharField(max_length=100, default=new_secret, editable=False)
    previous_secret = models.CharField(max_length=100, blank=True, editable=False)
    secret_changed_at = models.DateTimeField(default=timezone.now, editable=False)
    problem = models.CharField(
        _("problem"), max_length=16, choices=Problem.choices, blank=True, editable=False
    )
    failures = models.PositiveIntegerField(default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    rests_until = models.DateTimeField(null=True, editable=False)
    lease = models.CharField(max_length=32, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("webhook endpoint")
        verbose_name_plural = _("webhook endpoints")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_failing(self) -> bool:
        """Whether it took nothing for a whole day: what it is to be told is given up by now."""
        return self.failing_since is not None and self.failing_since <= timezone.now() - DAY

    @property
    def standing(self) -> str:
        """How it is, in a word."""
        if not self.enabled:
            return gettext("off")
        if self.is_failing:
            return gettext("failing")
        return gettext("in trouble") if self.problem else gettext("well")

    def wants(self, event: str, language: str) -> bool:
        """Whether it is told of an event, in a language or, where that is empty, in none."""
        return (not self.events or event in self.events) and (
            not language or not self.languages or language in self.languages
        )

    def secrets(self) -> list[str]:
        """Return what deliveries are signed with now."""
        is_new = timezone.now() < self.secret_changed_at + DAY
        return [self.secret, self.previous_secret][: 1 + bool(self.previous_secret and is_new)]

    def renew_secret(self) -> None:
        """Give it another secret."""
        self.secret, self.previous_secret = new_secret(), self.secret
        self.secret_changed_at = timezone.now()
        self.save(update_fields=["secret", "previous_secret", "secret_changed_at"])


class State(models.TextChoices):
    """What became of a delivery."""

    PENDING = "pending", _("waiting")
    DONE = "done", _("delivered")
    FAILED = "failed", _("given up")


def tomorrow() -> datetime:
    """Return until when a delivery is tried that is made now."""
    return timezone.now() + DAY


class Delivery(models.Model):
    """Something that one endpoint is told.

    Attributes:
        key: by which the receiver knows it when it comes again, also when it is sent anew.
        subject: what it is about; deliveries about the same arrive in order.
        language: the code of a page's language.
        data: what ``data`` of the payload has, while the page is public.
        status: HTTP's, of the last answer; ``answer`` is how that began.
    """

    journal = None

    endpoint = models.ForeignKey(
        Endpoint,
        on_delete=models.CASCADE,
        related_name="deliveries",
        verbose_name=_("webhook endpoint"),
    )
    key = models.CharField(max_length=40, default=new_key, unique=True)
    event = models.CharField(_("event"), max_length=32, choices=Event.choices)
    subject = models.CharField(max_length=40)
    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=[(language.code, language.name) for language in LANGUAGES],
    )
    data = models.JSONField()
    happened_at = models.DateTimeField(_("happened"), default=timezone.now)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    expires_at = models.DateTimeField(default=tomorrow)
    tried_at = models.DateTimeField(_("last attempt"), null=True)
    problem = models.CharField(_("problem"), max_length=16, choices=Problem.choices, blank=True)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    answer = models.CharField(_("answer"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["endpoint", "subject", "id"],
                condition=Q(state="pending"),
                name="webhooks_pending",
            ),
            models.Index(fields=["happened_at"], name="webhooks_happened"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.subject}"


class Known(models.Model):
    """A page that readers can see, as endpoints know it.

    Attributes:
        path: where it is, as the API has it.
        published_at: when that was last published.
    """

    journal = None

    page_id = models.BigIntegerField(primary_key=True)
    language = models.CharField(max_length=10)
    path = models.TextField()
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.path


class Position(models.Model):
    """How far the journal was read. There is one while there are endpoints; who reads locks it.

    Attributes:
        version: of the last line that was read.
        wakes_at: for when a task was left that sends what is due then.
    """

    journal = None

    version = models.BigIntegerField()
    wakes_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.version)
