"""Pictures with texts and places in them, as cameras and agencies make them."""

import io
import struct
from typing import Any

from PIL import Image, ImageCms

#: What stands in every place of which nothing may be left.
SECRETS = (b"34,3.1234N", b"Fez-secret", b"SERIAL-4711", b"sight of the house")

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
  exif:GPSLatitude="34,3.1234N" photoshop:City="Fez-secret">%s</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def xmp(inside: str = "") -> bytes:
    """An XMP packet with a place, and these properties."""
    return (XMP % inside).encode()


def alternatives(name: str, **texts: str) -> str:
    """A property in languages: ``alternatives("dc:title", x_default="Door", he="דלת")``."""
    items = "".join(
        f'<rdf:li xml:lang="{code.replace("_", "-")}">{text}</rdf:li>'
        for code, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def exif(**tags: Any) -> Image.Exif:
    """EXIF data with a place and a serial number; ``exif(Artist="Ada")``."""
    from PIL.ExifTags import Base  # noqa: PLC0415

    data = Image.Exif()
    for name, value in tags.items():
        data[Base[name]] = value
    data.get_ifd(0x8825).update({1: "N", 2: (34.0, 3.0, 7.4), 29: "Fez-secret"})
    data.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    return data


def iptc(*records: tuple[int, bytes]) -> bytes:
    """The JPEG segment in which IPTC records stand; ``iptc((120, b"A door"))``."""
    body = b"".join(
        struct.pack(">BBBH", 0x1C, 2, number, len(text)) + text
        for number, text in [*records, (90, b"Fez-secret")]
    )
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + body + b"\0" * (len(body) % 2)
    segment = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def with_segment(jpeg: bytes, segment: bytes) -> bytes:
    """A JPEG with one segment more at its beginning."""
    return jpeg[:2] + segment + jpeg[2:]


def picture(image_format: str = "JPEG", **options: Any) -> bytes:
    """A small picture of many colours."""
    image = Image.radial_gradient("L").resize((64, 32)).convert("RGB")
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def srgb() -> bytes:
    """A colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
