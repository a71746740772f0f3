"""Asking whether to take up a page, and taking it up."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from cms.languages import get_language
from cms.translation.handwritten.taking_up import find_candidate, may_take_up, take_up


def confirm(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what would be kept of a page; keep it, and lead to the desk.

    Raises:
        Http404: when the page is no translation that somebody wrote by hand.
        PermissionDenied: when the user may not edit it, or begin no translations.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not may_take_up(request.user, page):
        raise PermissionDenied
    try:
        candidate = find_candidate(page, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    if candidate is None:
        raise Http404
    if request.method == "POST":
        plan = take_up(candidate, request.user)
        count = len(plan.texts)
        messages.success(
            request,
            ngettext(
                "This page has a desk now, and %(count)d text of it is here.",
                "This page has a desk now, and %(count)d texts of it are here.",
                count,
            )
            % {"count": count},
        )
        return redirect("translation_desk", page.pk)
    return render(
        request,
        "handwritten/take_up.html",
        {
            "page": page,
            "source": candidate.source,
            "language": get_language(page.locale.language_code),
            "plan": candidate.plan(),
            "is_known": candidate.is_known,
            "takes_over": candidate.takes_over(),
            "back": reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
            "title": _("Take up this translation"),
        },
    )
