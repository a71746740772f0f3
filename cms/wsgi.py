"""The WSGI application that a server loads: ``cms.wsgi:application``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

django_application = get_wsgi_application()

from cms.delivery.response_cache import ResponseCache  # noqa: E402  it needs Django to be set up

application = ResponseCache(django_application)
