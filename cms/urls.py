"""Mosaic's addresses: the API, the admin, and the built-in reader."""

import re

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve as serve_file
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls
from wagtail.documents.views.serve import authenticate_with_password

from blog.api import ArchiveEndpoint, AuthorsAPIViewSet, CategoriesAPIViewSet
from blog.comments.api import CommentsEndpoint
from cms.access.account import account_view
from cms.access.page_passwords import few_guesses, page_password
from cms.api.docs import DocsView
from cms.api.documents import DocumentsAPIViewSet
from cms.api.images import ImagesAPIViewSet
from cms.api.openapi import document
from cms.api.pages import PagesAPIViewSet
from cms.api.preview import PreviewEndpoint
from cms.api.redirects import RedirectsAPIViewSet
from cms.api.resolve import ResolveEndpoint
from cms.api.router import Router
from cms.api.search import SearchEndpoint
from cms.languages import DEFAULT_LANGUAGE
from cms.pages import sitemap
from cms.pages.userbar import userbar
from home.api import SiteEndpoint

api = Router("wagtailapi_v2")
api.register_endpoint("pages", PagesAPIViewSet)
api.register_endpoint("images", ImagesAPIViewSet)
api.register_endpoint("documents", DocumentsAPIViewSet)
api.register_endpoint("redirects", RedirectsAPIViewSet)
api.register_endpoint("resolve", ResolveEndpoint)
api.register_endpoint("preview", PreviewEndpoint)
api.register_endpoint("search", SearchEndpoint)
api.register_endpoint("site", SiteEndpoint)
api.register_endpoint("categories", CategoriesAPIViewSet)
api.register_endpoint("authors", AuthorsAPIViewSet)
api.register_endpoint("archive", ArchiveEndpoint)
api.register_endpoint("comments", CommentsEndpoint)

urlpatterns = [
    path("api/v2/openapi.json", document, name="openapi"),
    path("api/v2/docs/", DocsView.as_view(), name="docs"),
    path("api/v2/", api.urls),
    path("preview/userbar/", userbar, name="userbar"),
    path("admin/account/", account_view),
    path("admin/", include(admin_urls)),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        few_guesses(authenticate_with_password),
    ),
    path("documents/", include(document_urls)),
    path("comments/", include("blog.comments.urls")),
    path("robots.txt", sitemap.robots),
    path("sitemap.xml", sitemap.index),
    path("", RedirectView.as_view(url=f"/{DEFAULT_LANGUAGE.code}/")),
]

handler500 = "cms.operations.outage.failed"

if settings.API_V3_PREVIEW:
    # Wagtail's preview, as Wagtail has it: it may change in any release.
    from wagtail.api.v3.urls import api as v3_preview

    urlpatterns.append(path("api/v3-preview/", v3_preview.urls))

if settings.DEBUG:
    # Pictures only: documents may be private, and are served by a view that knows.
    media = re.escape(settings.MEDIA_URL.lstrip("/"))
    urlpatterns.append(
        re_path(
            rf"^{media}(?P<path>(images|original_images)/.*)$",
            serve_file,
            {"document_root": settings.MEDIA_ROOT},
        )
    )

urlpatterns += i18n_patterns(
    path("sitemap.xml", sitemap.sitemap),
    path("", include("blog.urls")),
    path("_util/authenticate_with_password/<int:restriction>/<int:page>/", page_password),
    path("", include(wagtail_urls)),
)
