"""``docs/``: the OpenAPI document for people to read, with assets of our own."""

from drf_spectacular.views import SpectacularSwaggerView


class DocsView(SpectacularSwaggerView):
    """Swagger UI. There is nothing to write, so it needs no token against forged requests.

    The token would be kept in a cookie, and on those nothing public may depend: the template of
    drf-spectacular has one, and a script in the page.
    """

    url_name = "openapi"
    template_name = "api/docs.html"
