"""``redirects/``: addresses that lead elsewhere."""

from wagtail.contrib.redirects.api import RedirectsAPIViewSet as WagtailRedirectsAPIViewSet

from cms.api.base import RepresentedViewSet
from cms.api.contract import Parameter
from cms.api.filters import tolerant


class RedirectsAPIViewSet(RepresentedViewSet, WagtailRedirectsAPIViewSet):
    """Redirects with where they lead."""

    noun = "redirects"
    filter_backends = tolerant(WagtailRedirectsAPIViewSet.filter_backends)

    @classmethod
    def own_parameters_of_find(cls) -> tuple[Parameter, ...]:
        return (Parameter(name="html_path", description="The path to find, such as /he/."),)
