"""Other servers that are called: webhooks, and providers of embedded media."""

from cms.environment import values
from cms.environment.reading import read

_NO_NETWORKS: list[values.Network] = []
#: What may be called although it is not on the public web, and without encryption.
WEBHOOKS_NETWORKS = read(
    "WEBHOOKS_NETWORKS",
    values.networks,
    "networks separated by commas, such as 10.1.2.0/24",
    _NO_NETWORKS,
)

# Providers are asked when content is saved, and never while it is read.
WAGTAILEMBEDS_FINDERS = [{"class": "cms.embeds.SavedOnlyFinder"}]
