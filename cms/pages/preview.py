"""Previews on a front end: a draft, for whoever has a token that an editor was given.

wagtail-headless-preview keeps the drafts and knows the front ends. Its own tokens never expire and
know no editor, so ours are another.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.models import Page
from wagtail_headless_preview.models import HeadlessPreviewMixin, PagePreview

from cms.pages.front_end import front_end_of

#: How many seconds a token is good for.
LIFETIME = 60 * 60

_signer = signing.TimestampSigner(salt="cms.pages.preview")


class NoTokenError(ValueError):
    """What was given is no token of ours."""


class NoPreviewError(Exception):
    """A token is no longer good; its text says why."""


class PreviewedOnFrontEnd(HeadlessPreviewMixin):
    """A page that is previewed on its site's front end, and in the built-in reader without one."""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the draft as readers will see it."""
        site = self.get_site()
        address = None if site is None else front_end_of(site.hostname)
        if address is None:
            # Past the mixin, to Wagtail's own preview.
            response: HttpResponse = super(HeadlessPreviewMixin, self).serve_preview(
                request, mode_name
            )
            return response
        query = urlencode(
            {"content_type": self.get_content_type_str(), "token": keep_draft(self, request.user)}
        )
        return HttpResponseRedirect(f"{address}/?{query}")


def keep_draft(page: Any, user: Any) -> str:
    """Keep a draft for a while, and return the token with which an editor may read it.

    An editor has one draft of each page here: who typed on sees it behind an older token, too.

    Args:
        page: the draft; of a page that was never saved, one that knows its parent.
        user: the editor.
    """
    who = [user.pk, page.pk, page.get_parent().pk if page.pk is None else None]
    written = _signer.sign_object([*who, page._meta.label_lower])
    beginning = written.rsplit(_signer.sep, 2)[0] + _signer.sep
    PagePreview.garbage_collect()
    earlier = PagePreview.objects.filter(token__startswith=beginning)
    earlier.update(content_json=page.to_json())
    for preview in earlier.order_by("-pk"):
        if _age_is_under(LIFETIME // 2, preview.token):
            return str(preview.token)
    page.update_page_preview(written)
    return str(written)


def read_preview(token: str) -> tuple[Page, Any]:
    """Return the draft that a token is for, and the editor whom it was given to.

    Raises:
        NoTokenError: when it is no token.
        NoPreviewError: when it is too old, the draft is gone, or the editor may not edit the page
            any more.
    """
    try:
        user_id, page_id, parent_id, label = _signer.unsign_object(token, max_age=LIFETIME)
    except signing.SignatureExpired:
        raise NoPreviewError("this preview is too old: open it anew in the admin") from None
    except (signing.BadSignature, ValueError, TypeError):
        raise NoTokenError from None
    preview = PagePreview.objects.filter(token=token).first()
    user = get_user_model()._default_manager.filter(pk=user_id, is_active=True).first()
    place = Page.objects.filter(pk=page_id or parent_id).first()
    if preview is None or user is None or place is None or not _may_edit(user, place, page_id):
        raise NoPreviewError("there is no such preview any more: open it anew in the admin")
    page = preview.as_page()
    assert page._meta.label_lower == label, "the token was made for it"
    if page.pk is None:
        # Not saved yet: what has no number is number 0.
        page.pk = page.id = 0
    return page, user


def _may_edit(user: Any, place: Any, page_id: Any) -> bool:
    """Whether somebody may still edit a page; or write a new one below a place."""
    permissions = place.permissions_for_user(user)
    return bool(permissions.can_edit() if page_id else permissions.can_add_subpage())


def _age_is_under(seconds: int, token: str) -> bool:
    try:
        _signer.unsign(token, max_age=seconds)
    except signing.BadSignature:
        return False
    return True
