#!/usr/bin/env python
"""Mosaic's command line."""

import os
import sys

from django.core.management import execute_from_command_line

from cms.operations.errors import sentence

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")
    try:
        execute_from_command_line(sys.argv)
    except Exception as error:
        said = sentence(error)
        if said is None or "--traceback" in sys.argv:
            raise
        sys.exit(f"{said} See python manage.py doctor, or --traceback.")
