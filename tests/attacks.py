"""What people try, in places where text is taken, and what may come of it."""

import re

from bs4 import BeautifulSoup

#: Plain text that must stay plain text.
TEXTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<style>*{display:none}</style>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt://example.org/%0aalert(1)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "vbscript:msgbox(1)",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/'><svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "https://example.org/&quot;onclick=alert(1)",
    "<<script>script>alert(1)<</script>/script>",
    "\\u003cscript\\u003ealert(1)",
    "<iframe src=//example.org></iframe>",
    "</p></div></body><h1>",
    "<!--<script>",
    "]]><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ settings.SECRET_KEY }} {% debug %}",
    "http://user:password@example.org/<b>",
    "[x](javascript:alert(1))",
    "![x](https://example.org/pixel.png)",
    "abc\u202egnp.exe\u202c \u2067x\u2069",
]

#: Rich text as it is stored, if something other than the editor stores it.
HTML = [
    "<p>Hi<script>alert(1)</script></p>",
    '<p><a href="javascript:alert(1)">x</a></p>',
    '<p><a href="java&#10;script:alert(1)">x</a></p>',
    '<p><a href=" &#1;javascript:alert(1)">x</a></p>',
    '<p><a href="data:text/html,x">x</a></p>',
    '<p><a href="//example.org" onclick="alert(1)">x</a></p>',
    '<p onmouseover="alert(1)">x</p>',
    "<p/onmouseover=alert(1)>x</p>",
    '<img src="x" onerror="alert(1)">',
    "<IMG SRC=x ONERROR=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<style>*{display:none}</style><p>x</p>",
    '<p style="position:fixed;inset:0">x</p>',
    '<iframe src="https://example.org/"></iframe>',
    '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    '<object data="https://example.org/"></object><embed src="https://example.org/">',
    '<base href="https://example.org/"><meta http-equiv="refresh" content="0;url=/">',
    '<form action="https://example.org/"><input name="password"></form>',
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    "<template><script>alert(1)</script></template>",
    "<p>abc\u202egnp.exe\u202c \u2067x\u2069</p>",
    '<p><a linktype="page" id="1" href="javascript:alert(1)">x</a></p>',
    '<embed embedtype="media" url="javascript:alert(1)"/>',
    "<script",
    "<p>[x](javascript:alert(1))</p>",
    "<a <a <p <b",
    "<![x",
    "<scr<!-- -->ipt>alert(1)</script>",
    "<p>x<!-- <script>alert(1)</script>",
    "<li><ul><li>x",
]

#: Elements that load or run something, with which pages of the reader have nothing to do.
_FORBIDDEN = {"base", "embed", "frame", "iframe", "math", "object", "style", "template"}
_SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.-]*)[\s\x00-\x20]*:", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "tel"}
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def assert_harmless(html: str, *, own_scripts: bool = False) -> None:
    """Hold that a browser that is given this HTML runs, loads, and is fooled by nothing.

    Args:
        own_scripts: whether it is a page, which has scripts and drawings of its own.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        assert own_scripts or tag.name not in _FORBIDDEN | {"script", "svg", "form", "input"}, tag
        for name, value in tag.attrs.items():
            assert own_scripts or not name.startswith("on"), tag
            assert not (name.startswith("on") and "alert(1)" in value), tag
            assert name != "srcdoc", tag
            if name in ("href", "src", "action", "formaction", "data", "poster", "cite"):
                assert _is_harmless(value), tag
        if tag.name == "script" and tag.get("type") != "application/ld+json":
            assert "alert(1)" not in (tag.string or ""), tag
    assert not BIDI_CONTROLS.search(html)


def assert_harmless_markdown(markdown: str) -> None:
    """Hold that no link or picture in Markdown leads where it should not."""
    for address in re.findall(r"(?<!\\)\]\(\s*<?([^)>\s]*)", markdown):
        assert _is_harmless(address), markdown
    unescaped = re.sub(r"\\.", "", markdown)
    assert not re.search(r"<\s*/?[a-z!]", unescaped, re.IGNORECASE), markdown


def _is_harmless(address: str) -> bool:
    scheme = _SCHEME.match(address)
    return scheme is None or scheme[1].lower() in _SCHEMES or address.startswith("data:image/")
