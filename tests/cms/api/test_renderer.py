import json

import pytest

from cms.api.renderer import JSONRenderer


@pytest.mark.parametrize("text", ["one\u2028two", "one\u2029two", "\u2028\u2029", "’שלום’\u2028é"])
def test_what_ends_a_line_in_javascript_is_escaped(text):
    body = JSONRenderer().render({"text": text}).decode()
    assert not {"\u2028", "\u2029"} & set(body)
    assert json.loads(body) == {"text": text}


@pytest.mark.parametrize("text", ["plain", "“quoted”", "שלום", "é…"])
def test_other_texts_stand_as_they_are(text):
    assert JSONRenderer().render({"text": text}).decode() == f'{{"text":"{text}"}}'


def test_nothing_is_an_empty_body():
    assert JSONRenderer().render(None) == b""


def test_what_is_too_large_for_64_bits_is_written():
    assert JSONRenderer().render({"number": 2**70}) == b'{"number":1180591620717411303424}'
