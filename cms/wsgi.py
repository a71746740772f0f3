"""The WSGI application that a server loads: ``cms.wsgi:application``."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

django_application = get_wsgi_application()

from cms.delivery.response_cache import ResponseCache  # noqa: E402  it needs Django to be set up

if settings.METRICS_TOKEN:
    from cms.operations.metrics.caching import counts

    application = ResponseCache(django_application, counts())
else:
    application = ResponseCache(django_application)

# What is loaded by now stays: nobody has to look through it for garbage again. And of what an
# answer is made of, hardly anything is left for others to collect.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
