"""What is published tells nobody where a photo was taken."""

import io
import struct

import pytest
from PIL import Image, ImageChops

from cms.images.metadata.strip import strip
from cms.images.renditions import make_renditions
from tests.cms.images.files import make_photo
from tests.cms.images.metadata import (
    SECRETS,
    exif,
    iptc,
    picture,
    srgb,
    with_segment,
    xmp,
)

GIF_XMP = b"!\xff\x0bXMP DataXMP" + xmp() + b"\x01" + bytes(range(255, -1, -1)) + b"\0"


def gif():
    """A GIF of two pictures with a comment, and with XMP data as Photoshop writes them."""
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("teal", "gold")]
    buffer = io.BytesIO()
    frames[0].save(
        buffer, "GIF", save_all=True, append_images=frames[1:], loop=0, comment=b"Fez-secret"
    )
    return buffer.getvalue()[:-1] + GIF_XMP + b";"


def png():
    """A PNG with EXIF data, and texts of all three kinds."""
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

    texts = PngInfo()
    texts.add_text("Comment", "Fez-secret")
    texts.add_text("Place", "Fez-secret", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", xmp().decode())
    return picture("PNG", exif=exif(Orientation=6), pnginfo=texts, icc_profile=srgb())


def two_in_one():
    """A JPEG as phones make them: a second picture follows the first, with its own EXIF data."""
    first = picture(exif=exif(Orientation=6, Artist="Ada"), xmp=xmp(), icc_profile=srgb())
    first = with_segment(first, iptc((120, b"sight of the house")))
    comment = b"\xff\xfe" + struct.pack(">H", 20) + b"sight of the house"
    return with_segment(first, comment) + picture(exif=exif())


FILES = {
    "a phone's.jpg": two_in_one,
    "progressive.jpg": lambda: picture(exif=exif(), xmp=xmp(), progressive=True),
    "several scans.jpg": lambda: picture(exif=exif(), progressive=True, restart_marker_rows=1),
    "many pictures.jpg": lambda: picture(
        "MPO", save_all=True, append_images=[Image.new("RGB", (64, 32))], exif=exif(), xmp=xmp()
    ),
    "all chunks.png": png,
    "lossy.webp": lambda: picture("WEBP", exif=exif(Orientation=6), xmp=xmp(), icc_profile=srgb()),
    "lossless.webp": lambda: picture("WEBP", lossless=True, exif=exif(), xmp=xmp()),
    "plain.avif": lambda: picture("AVIF", exif=exif(Artist="Ada"), xmp=xmp()),
    "turned.avif": lambda: picture("AVIF", exif=exif(Orientation=6), xmp=xmp()),
    "animated.gif": gif,
}


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def assert_tells_no_place(content):
    image = opened(content)
    assert not image.getexif().get_ifd(0x8825)
    assert not image.getexif().get_ifd(0x8769)
    for secret in SECRETS:
        assert secret not in content


@pytest.mark.parametrize("name", FILES)
def test_no_published_file_tells_the_place(db, settings, name):
    content = FILES[name]()
    assert any(secret in content for secret in SECRETS), "the file is a good example"
    settings.PHOTO_FORMATS = ["webp", "avif"]
    make_renditions(make_photo(content, name))
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert len(files) >= 3
    for path in files:
        assert_tells_no_place(path.read_bytes())


@pytest.mark.parametrize("name", [name for name in FILES if name != "turned.avif"])
def test_not_a_pixel_changes(name):
    before, after = opened(FILES[name]()), opened(strip(FILES[name]()))
    assert before.size == after.size
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("name", ["a phone's.jpg", "all chunks.png", "lossy.webp", "turned.avif"])
def test_how_to_turn_it_stays(name):
    before, after = opened(FILES[name]()), opened(strip(FILES[name]()))
    assert before.getexif()[0x0112] == after.getexif()[0x0112] == 6


@pytest.mark.parametrize("name", ["a phone's.jpg", "all chunks.png", "lossy.webp"])
def test_what_colours_mean_stays(name):
    assert opened(strip(FILES[name]())).info["icc_profile"] == srgb()


def test_whose_it_is_stays():
    content = strip(picture(exif=exif(Artist="Ada", Copyright="Ada 2026")))
    assert opened(content).getexif()[0x013B] == "Ada"
    assert opened(content).getexif()[0x8298] == "Ada 2026"


def test_an_animation_keeps_all_its_pictures():
    assert opened(strip(gif())).n_frames == 2
    assert opened(strip(gif())).info["loop"] == 0


def test_a_jpeg_that_lacks_its_end_loses_its_metadata_all_the_same():
    content = picture(exif=exif(), xmp=xmp())
    assert_tells_no_place(strip(content[:-2]))


def test_nothing_is_lost_of_a_file_without_metadata():
    assert strip(picture("PNG")) == picture("PNG")


def test_the_size_is_that_of_the_stored_file(db):
    photo = make_photo(two_in_one(), "door.jpg")
    assert photo.file_size == photo.file.size < len(two_in_one())
