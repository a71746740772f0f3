"""The JSON of a comment, from whoever sends something else."""

import json
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class CommentParser(JSONParser):
    """Django REST framework's parser; what it reads can be kept, and said back, as UTF-8."""

    def parse(self, *args: Any, **kwargs: Any) -> Any:
        """As in Django REST framework.

        Raises:
            ParseError: also when lists are in one another too deep, and when a text has one half
                of a pair of surrogates (``"\\ud800"``), which is no character.
        """
        try:
            sent = super().parse(*args, **kwargs)
            json.dumps(sent, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError(
                "a comment is a JSON object, without lists and objects in it"
            ) from None
        except UnicodeEncodeError:
            raise ParseError("a text has half a character, a surrogate without its pair") from None
        return sent
