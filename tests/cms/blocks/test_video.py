import pytest

from cms.blocks.video import VideoBlock
from cms.images.renditions import make_renditions
from tests.cms.blocks.forms import refusals, submit
from tests.factories import PhotoFactory
from tests.reading import read_block

SINTEL = {
    "url": "https://youtu.be/eRsGyueVLvQ",
    "title": "Sintel",
    "caption": "An open film",
    "poster": None,
}


def html(**video):
    block = VideoBlock()
    return block.render(block.to_python({**SINTEL, **video}))


def test_the_form_takes_a_video_with_an_address_and_a_title():
    taken = submit(VideoBlock(), {"url": "https://vimeo.com/76979871", "title": "The mountain"})
    assert (taken["url"], taken["title"]) == ("https://vimeo.com/76979871", "The mountain")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/film.mp4",
        "https://youtube.com.evil.org/watch?v=eRsGyueVLvQ",
        "https://www.youtube.com/@BlenderOfficial",
        "ftp://www.youtube.com/watch?v=eRsGyueVLvQ",
    ],
)
def test_the_form_refuses_what_is_no_video_at_the_address_and_says_what_to_do(url):
    assert refusals(VideoBlock(), {**SINTEL, "url": url}) == {
        "url": [
            "This is not the address of a video on YouTube, Vimeo, or Dailymotion. "
            "Open the video there and copy the address from the browser."
        ]
    }


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://[", "a film", ""])
def test_the_form_refuses_what_is_no_address_at_the_address(url):
    assert list(refusals(VideoBlock(), {**SINTEL, "url": url})) == ["url"]


def test_the_form_wants_a_title_for_those_who_do_not_see_the_video():
    assert refusals(VideoBlock(), {**SINTEL, "title": ""}) == {"title": ["This field is required."]}


@pytest.mark.parametrize(("name", "length"), [("title", 255), ("caption", 500), ("url", 2000)])
def test_the_form_refuses_an_overlong_text_at_its_field(name, length):
    overlong = f"{SINTEL['url']}?{'x' * length}"
    [message] = refusals(VideoBlock(), {**SINTEL, name: overlong})[name]
    assert f"at most {length} characters" in message


def test_the_json_says_what_the_address_says():
    assert read_block(VideoBlock(), SINTEL) == {
        "url": "https://www.youtube.com/watch?v=eRsGyueVLvQ",
        "provider": "youtube",
        "video_id": "eRsGyueVLvQ",
        "embed_url": "https://www.youtube-nocookie.com/embed/eRsGyueVLvQ",
        "title": "Sintel",
        "caption": "An open film",
        "poster": None,
    }


def test_an_unlisted_video_can_be_embedded():
    video = read_block(VideoBlock(), {**SINTEL, "url": "https://vimeo.com/76979871/8272103f6e"})
    assert video["embed_url"] == "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e"


def test_the_poster_is_a_whole_picture(db):
    photo = PhotoFactory()
    make_renditions(photo)
    poster = read_block(VideoBlock(), {**SINTEL, "poster": photo.pk})["poster"]
    assert (poster["id"], poster["alt"]) == (photo.pk, "A door")
    assert poster["srcset"][0]["src"] == poster["src"]


def test_a_poster_that_was_deleted_is_null(db):
    assert read_block(VideoBlock(), {**SINTEL, "poster": 4711})["poster"] is None


@pytest.mark.parametrize("url", ["", "https://example.org/film.mp4", "javascript:alert(1)"])
def test_a_draft_without_a_video_address_has_nothing_to_embed_or_to_follow(url):
    video = read_block(VideoBlock(), {**SINTEL, "url": url})
    assert [video[name] for name in ("url", "provider", "video_id", "embed_url")] == [
        "",
        None,
        None,
        None,
    ]


def test_the_html_links_to_the_video_and_contacts_nobody(db):
    page = html()
    assert 'href="https://www.youtube.com/watch?v=eRsGyueVLvQ"' in page
    assert "Sintel" in page
    assert "An open film" in page
    assert "<iframe" not in page
    assert "<script" not in page
    assert "src=" not in page


def test_the_html_names_the_address_to_embed_for_the_click(db):
    assert 'data-embed="https://www.youtube-nocookie.com/embed/eRsGyueVLvQ"' in html()


def test_the_html_shows_the_poster_without_reading_it_out(db):
    page = html(poster=PhotoFactory().pk)
    assert "<img" in page
    assert 'alt=""' in page


def test_the_html_escapes_the_texts(db):
    page = html(title='"><script>', caption="<b>bold</b>")
    assert "<script>" not in page
    assert "<b>" not in page


def test_the_html_of_a_draft_without_an_address_links_nowhere(db):
    page = html(url="javascript:alert(1)")
    assert "href" not in page
    assert "javascript" not in page
