"""Mosaic's settings, read from the environment, in one room for each thing that they are about.

``.env.example`` explains the variables. What has no variable is the same everywhere.
"""

from cms.settings.access import *
from cms.settings.admin import *
from cms.settings.api import *
from cms.settings.applications import *
from cms.settings.database import *
from cms.settings.delivery import *
from cms.settings.files import *
from cms.settings.front_ends import *
from cms.settings.languages import *
from cms.settings.mail import *
from cms.settings.operations import *
from cms.settings.outside import *
from cms.settings.search import *
from cms.settings.server import *
from cms.settings.tasks import *
