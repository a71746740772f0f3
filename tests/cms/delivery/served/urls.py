"""Mosaic's addresses, and those at which a test has an editor change something."""

from django.http import HttpResponse, JsonResponse
from django.urls import path

from cms.urls import urlpatterns as mosaic
from tests.cms.api.addresses import addresses
from tests.cms.api.editors import Editors
from tests.cms.api.story import make_story
from tests.conftest import make_publication


def begin(request):
    make_story(make_publication())
    return HttpResponse()


def change(request, name, seed):
    getattr(Editors(seed), name)()
    return HttpResponse()


def public(request):
    return JsonResponse(list(addresses()), safe=False)


urlpatterns = [
    path("test/begin/", begin),
    path("test/change/<name>/<seed>/", change),
    path("test/addresses/", public),
    *mosaic,
]
