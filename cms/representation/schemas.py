"""The schemas of simple values, each in one place."""

from typing import Final

from cms.languages import LANGUAGES
from cms.representation.base import Schema

TEXT: Final[Schema] = {"type": "string"}
INTEGER: Final[Schema] = {"type": "integer"}
BOOLEAN: Final[Schema] = {"type": "boolean"}
DATE: Final[Schema] = {"type": "string", "format": "date"}
DATE_TIME: Final[Schema] = {"type": "string", "format": "date-time"}

#: A whole address.
URI: Final[Schema] = {"type": "string", "format": "uri"}
#: A whole address, or a path.
PATH: Final[Schema] = {"type": "string", "format": "uri-reference"}

#: The code of a language.
LOCALE: Final[Schema] = {"type": "string", "enum": [language.code for language in LANGUAGES]}
#: The direction in which a language is written.
DIRECTION: Final[Schema] = {"type": "string", "enum": ["ltr", "rtl"]}

#: What only the code that makes it knows. Whoever writes that code can say it: see
#: :mod:`cms.representation.annotations`.
ANYTHING: Final[Schema] = {"description": "Any JSON value."}
