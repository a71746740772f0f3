#!/usr/bin/env python
"""Mosaic's command line."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

from cms.operations.errors import in_short

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"DATABASE_URL: {in_short(error)} See python manage.py doctor, or --traceback.")
