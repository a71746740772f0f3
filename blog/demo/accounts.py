"""The demo's logins, whose passwords everybody knows."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

PASSWORD = "mosaic"  # noqa: S105  for development only, and refused elsewhere


@dataclass(frozen=True)
class Account:
    """A login: a name, the group it is in, and whether it may do everything."""

    username: str
    group: str = ""
    superuser: bool = False


ACCOUNTS = (
    Account("admin", superuser=True),
    Account("moderator", group="Moderators"),
    Account("editor", group="Editors"),
)


class KnownPasswordsError(Exception):
    """Accounts with known passwords were asked for outside development."""


def known_logins() -> list[str]:
    """Return the names of the demo's accounts that can be logged in to with its password."""
    names = [account.username for account in ACCOUNTS]
    found = get_user_model().objects.filter(username__in=names)
    users = {user.get_username(): user for user in found}
    return [name for name in names if name in users and users[name].check_password(PASSWORD)]


def create_accounts() -> None:
    """Make the demo's accounts; those that exist are left as they are.

    Raises:
        KnownPasswordsError: when DEBUG is off.
    """
    if not settings.DEBUG:
        raise KnownPasswordsError("accounts with known passwords are made with DEBUG on only")
    users = get_user_model()
    for account in ACCOUNTS:
        if users.objects.filter(username=account.username).exists():
            continue
        user = users.objects.create_user(
            account.username,
            f"{account.username}@example.org",
            PASSWORD,
            is_staff=account.superuser,
            is_superuser=account.superuser,
        )
        if account.group:
            user.groups.add(Group.objects.get(name=account.group))
