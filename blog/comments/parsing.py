"""The JSON of a comment, from whoever sends something else."""

import io
import json
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

#: In bytes. The longest comment, with all of it written as ``\\uXXXX``, is shorter.
MAX_SIZE = 64 * 1024


class TooLargeError(APIException):
    """More was sent than a comment can be."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_detail = f"a comment is {MAX_SIZE // 1024} KiB of JSON at most"


class CommentParser(JSONParser):
    """Django REST framework's parser; what it reads can be kept, and said back, as UTF-8."""

    def parse(self, stream: Any, *args: Any, **kwargs: Any) -> Any:
        """As in Django REST framework, which reads however much there is.

        Raises:
            TooLargeError: when more was sent than ``MAX_SIZE``. It is not parsed.
            ParseError: also when lists are in one another too deep, and when a text has one half
                of a pair of surrogates (``"\\ud800"``), which is no character.
        """
        body = stream.read(MAX_SIZE + 1)
        if len(body) > MAX_SIZE:
            raise TooLargeError
        try:
            sent = super().parse(io.BytesIO(body), *args, **kwargs)
            json.dumps(sent, ensure_ascii=False).encode()
        except RecursionError:
            raise ParseError(
                "a comment is a JSON object, without lists and objects in it"
            ) from None
        except UnicodeEncodeError:
            raise ParseError("a text has half a character, a surrogate without its pair") from None
        return sent
