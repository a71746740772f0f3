"""Rich text as Markdown, by Wagtail's converter.

By itself the converter looks up every link and embed that it meets, makes renditions on the way,
and asks the provider of a video. So it is given links that have their addresses already, and
pictures as an element of our own, which needs no looking up.
"""

from functools import partial

from django.utils.html import escape
from wagtail.admin.rich_text.converters.contentstate_models import Entity
from wagtail.admin.rich_text.converters.html_to_contentstate import AtomicBlockEntityElementHandler
from wagtail.admin.rich_text.converters.markdown_db import wagtail_ref
from wagtail.api.rich_text import APIRichText
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter
from wagtail.utils.text import text_from_html

_PICTURE = "resolved-picture"


class _PictureHandler(AtomicBlockEntityElementHandler):
    """Reads what :func:`picture` writes."""

    def create_entity(
        self, name: str, attrs: dict[str, str], state: object, content: object
    ) -> Entity:
        return Entity("IMAGE", "IMMUTABLE", {"src": attrs["src"], "alt": attrs["alt"]})


features.register_converter_rule(
    "contentstate",
    _PICTURE,
    {
        "from_database_format": {f'embed[embedtype="{_PICTURE}"]': _PictureHandler()},
        "to_database_format": {},
    },
)


def picture(src: str, alt: str) -> str:
    """Return a picture in the HTML that :func:`to_markdown` takes."""
    return f'<embed embedtype="{_PICTURE}" src="{escape(src)}" alt="{escape(alt)}"/>'


def to_markdown(html: str, feature_names: list[str] | None) -> str:
    """Convert rich text without references: links have their ``href``, pictures are ours.

    Args:
        html: the rich text.
        feature_names: what its field allows; None for Wagtail's default.
    """
    names = features.get_default_features() if feature_names is None else feature_names
    serialize = partial(
        APIRichText.serialize, format="markdown", features=[*names, "link", _PICTURE]
    )
    try:
        return str(serialize(html))
    except (AssertionError, TypeError, RecursionError):
        # An item outside of a list, or a thousand elements in one another: no editor's text.
        return str(serialize(f"<p>{escape(text_from_html(html))}</p>"))


def keep_references(html: str) -> str:
    """Give links and embeds the ``wagtail://`` addresses that Wagtail's ``db_markdown`` has."""
    links = {name: partial(_link_reference, name) for name in features.get_link_types()}
    embeds = {"image": _image_reference, "media": _media_reference}
    return str(EmbedRewriter(embeds)(LinkRewriter(links)(html)))


def _link_reference(name: str, attributes: dict[str, str]) -> str:
    return f'<a href="{escape(wagtail_ref(name, id=attributes.get("id", "")))}">'


def _image_reference(attributes: dict[str, str]) -> str:
    named = {name: attributes.get(name, "") for name in ("id", "format")}
    return picture(wagtail_ref("image", **named), attributes.get("alt", ""))


def _media_reference(attributes: dict[str, str]) -> str:
    url = attributes.get("url", "")
    return picture(wagtail_ref("media", url=url), url)
