"""Wagtail's user bar and content checks, for previews that a front end shows."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template import Context
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail.admin.userbar import Userbar

from cms.pages.preview import NoPreviewError, NoTokenError, read_preview


@require_GET
@never_cache
def userbar(request: HttpRequest) -> HttpResponse:
    """Answer with the HTML of the user bar of a preview: ``?token=``, as the preview has it.

    A front end puts it at the end of its ``<body>``. The bar finds the admin around the frame that
    it is in, whatever its origin, and shows what its checks find there.
    """
    request.user = AnonymousUser()
    try:
        page, user = read_preview(request.GET.get("token", ""))
    except NoTokenError:
        return _plain("token must be one that a preview was opened with", HTTPStatus.BAD_REQUEST)
    except NoPreviewError as error:
        return _plain(str(error), HTTPStatus.FORBIDDEN)
    request.user = user
    request.is_preview = True  # type: ignore[attr-defined]
    saved = page if page.pk else None
    html = Userbar(object=saved, position="bottom-right").render_html(Context({"request": request}))
    # The front end has none of our files: their addresses must be whole.
    static = settings.STATIC_URL
    return HttpResponse(html.replace(f'"{static}', f'"{request.build_absolute_uri(static)}'))


def _plain(message: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(message, status=status, content_type="text/plain; charset=utf-8")
