"""The log, and what is measured while running."""

import logging

from cms.environment import values
from cms.environment.reading import read
from cms.operations import logs
from cms.settings.server import DEBUG

LOG_LEVEL = read(
    "LOG_LEVEL",
    values.choice("INFO", "WARNING", "ERROR"),
    "INFO, WARNING, or ERROR",
    "WARNING" if DEBUG else "INFO",
)
LOGGING = logs.configuration(LOG_LEVEL, is_readable=DEBUG)
# What it would log of people; see cms.operations.requests.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_USER_ID_FIELD = None
# That something was not found is no sign of trouble here.
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO

METRICS_TOKEN = read(
    "METRICS_TOKEN",
    values.token,
    "a random text of at least 32 letters, digits, and signs, which Prometheus shows at /metrics",
    "",
)
