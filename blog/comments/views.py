"""Writing a comment in the built-in reader. It works without JavaScript."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from blog.comments import trap
from blog.comments.forms import CommentForm
from blog.comments.receiving import ClosedError, check_open, public_post, receive
from blog.comments.throttle import sends_too_many
from cms.pages.reader import read_page, reading_of, site_of


# The form stands in pages that are the same for everybody, and nobody is logged in to send it.
@method_decorator([csrf_exempt, never_cache], name="dispatch")
class CommentView(View):
    """The form on a page of its own: for replies, for what has to be mended, and to send."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.post_page = public_post(kwargs["page_id"], reading_of(request))
        language = site_of(request).language_of(self.post_page)
        request.LANGUAGE_CODE = language.code
        with translation.override(language.code):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        if not self._is_open():
            return self._show(None, HTTPStatus.FORBIDDEN)
        form = CommentForm(
            self.post_page,
            initial={"reply_to": request.GET.get("reply_to"), "token": trap.new_token()},
        )
        return self._show(form)

    def post(self, request: HttpRequest, page_id: int) -> HttpResponse:
        if not self._is_open():
            return self._show(None, HTTPStatus.FORBIDDEN)
        form = CommentForm(self.post_page, request.POST)
        if sends_too_many(request):
            status = HTTPStatus.TOO_MANY_REQUESTS
        elif not form.is_valid():
            status = HTTPStatus.BAD_REQUEST
        elif form.cleaned_data["token"]:
            receive(form)
            sent = reverse("comments:sent", args=[self.post_page.pk])
            return HttpResponseRedirect(sent, status=HTTPStatus.SEE_OTHER)
        else:
            # Without a script the form has no token yet: it is shown again, to be read and sent.
            status = HTTPStatus.OK
        form.data = {**request.POST.dict(), "token": trap.new_token()}
        return self._show(form, status)

    def _is_open(self) -> bool:
        try:
            check_open(self.post_page, reading_of(self.request))
        except ClosedError:
            return False
        return True

    def _show(self, form: CommentForm | None, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
        context = {
            "form": form,
            "is_throttled": status == HTTPStatus.TOO_MANY_REQUESTS,
            "post": read_page(self.post_page, self.request),
        }
        return render(self.request, "comments/write.html", context, status=status)


class SentView(CommentView):
    """What is said to whoever sent a comment."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, page_id: int) -> HttpResponse:
        document = read_page(self.post_page, request)
        return render(request, "comments/sent.html", {"post": document})
