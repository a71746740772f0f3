import pytest

from cms.blocks.video_address import VideoAddress, parse_video_address

SINTEL = "eRsGyueVLvQ"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={SINTEL}",
        f"http://youtube.com/watch?v={SINTEL}",
        f"https://m.youtube.com/watch?v={SINTEL}&feature=share",
        f"https://music.youtube.com/watch?v={SINTEL}",
        f"https://www.youtube.com/watch?list=PL1&t=42s&v={SINTEL}#at",
        f"https://www.youtube.com/watch/?v={SINTEL}",
        f"https://www.youtube.com/embed/{SINTEL}?start=5",
        f"https://www.youtube-nocookie.com/embed/{SINTEL}",
        f"https://youtube-nocookie.com/embed/{SINTEL}",
        f"https://www.youtube.com/shorts/{SINTEL}",
        f"https://www.youtube.com/live/{SINTEL}?si=abc",
        f"https://www.youtube.com/v/{SINTEL}",
        f"https://youtu.be/{SINTEL}",
        f"https://youtu.be/{SINTEL}?si=abc&t=3",
        f"HTTPS://WWW.YOUTUBE.COM/watch?v={SINTEL}",
        f"  https://youtu.be/{SINTEL}\n",
    ],
)
def test_every_form_of_a_youtube_address_names_the_same_video(address):
    assert parse_video_address(address) == VideoAddress(
        provider="youtube",
        video_id=SINTEL,
        url=f"https://www.youtube.com/watch?v={SINTEL}",
        embed_url=f"https://www.youtube-nocookie.com/embed/{SINTEL}",
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871",
        "http://www.vimeo.com/76979871/",
        "https://vimeo.com/76979871?share=copy#t=10s",
        "https://player.vimeo.com/video/76979871",
        "https://player.vimeo.com/video/76979871?title=0",
        "https://vimeo.com/channels/staffpicks/76979871",
        "https://vimeo.com/groups/shortfilms/videos/76979871",
        "https://vimeo.com/showcase/1234567/video/76979871",
        "https://vimeo.com/album/1234567/video/76979871",
        "https://vimeo.com/manage/videos/76979871",
        "https://vimeo.com/ondemand/somefilm/76979871",
    ],
)
def test_every_form_of_a_vimeo_address_names_the_same_video(address):
    assert parse_video_address(address) == VideoAddress(
        provider="vimeo",
        video_id="76979871",
        url="https://vimeo.com/76979871",
        embed_url="https://player.vimeo.com/video/76979871?dnt=1",
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871/8272103f6e",
        "https://vimeo.com/76979871/8272103f6e?share=copy",
        "https://vimeo.com/76979871?h=8272103f6e",
        "https://player.vimeo.com/video/76979871?h=8272103f6e&title=0",
    ],
)
def test_an_unlisted_vimeo_video_keeps_its_second_key(address):
    video = parse_video_address(address)
    assert video.video_id == "76979871"
    assert video.url == "https://vimeo.com/76979871/8272103f6e"
    assert video.embed_url == "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e"


def test_a_second_key_of_digits_only_is_not_taken_for_the_number_of_the_video():
    assert parse_video_address("https://vimeo.com/76979871/8272103461").video_id == "76979871"


def test_what_is_no_key_of_an_unlisted_vimeo_video_is_dropped():
    video = parse_video_address("https://vimeo.com/76979871/%22onload=alert?h=<script>")
    assert video.embed_url == "https://player.vimeo.com/video/76979871?dnt=1"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.dailymotion.com/video/x8qb1zd",
        "http://dailymotion.com/video/x8qb1zd",
        "https://www.dailymotion.com/video/x8qb1zd_the-title-of-it",
        "https://www.dailymotion.com/video/x8qb1zd?playlist=x6hzkz",
        "https://www.dailymotion.com/embed/video/x8qb1zd",
        "https://www.dailymotion.com/fr/video/x8qb1zd",
        "https://geo.dailymotion.com/player.html?video=x8qb1zd",
        "https://geo.dailymotion.com/player/x9abc.html?video=x8qb1zd&mute=true",
        "https://dai.ly/x8qb1zd",
    ],
)
def test_every_form_of_a_dailymotion_address_names_the_same_video(address):
    assert parse_video_address(address) == VideoAddress(
        provider="dailymotion",
        video_id="x8qb1zd",
        url="https://www.dailymotion.com/video/x8qb1zd",
        embed_url="https://geo.dailymotion.com/player.html?video=x8qb1zd",
    )


@pytest.mark.parametrize(
    "address",
    [
        f"https://youtube.com.evil.org/watch?v={SINTEL}",
        f"https://evil.org/youtube.com/watch?v={SINTEL}",
        f"https://evil.org/watch?v={SINTEL}&u=https://www.youtube.com/watch?v={SINTEL}",
        f"https://evil.org/#https://youtu.be/{SINTEL}",
        f"https://notyoutube.com/watch?v={SINTEL}",
        f"https://evil-youtube.com/watch?v={SINTEL}",
        f"https://youtube.co/watch?v={SINTEL}",
        f"https://yоutube.com/watch?v={SINTEL}",  # a Cyrillic о
        f"https://youtube.com@evil.org/watch?v={SINTEL}",
        f"https://www.youtube.com:443@evil.org/watch?v={SINTEL}",
        f"https://youtube.com\\@evil.org/watch?v={SINTEL}",
        f"https://youtube.com%2f@evil.org/watch?v={SINTEL}",
        f"https://youtube.com%00.evil.org/watch?v={SINTEL}",
        "https://vimeo.com.evil.org/76979871",
        "https://evil.org/vimeo.com/76979871",
        "https://dailymotion.com.evil.org/video/x8qb1zd",
        "https://evil.dai.ly/x8qb1zd",
        f"https://evil.youtube.com/watch?v={SINTEL}",
    ],
)
def test_a_host_that_only_looks_like_a_provider_is_refused(address):
    with pytest.raises(ValueError, match="not a video provider's address"):
        parse_video_address(address)


@pytest.mark.parametrize(
    "address",
    [
        f"javascript://www.youtube.com/watch?v={SINTEL}%0aalert(1)",
        f"ftp://www.youtube.com/watch?v={SINTEL}",
        f"data://youtu.be/{SINTEL}",
        f"//youtu.be/{SINTEL}",
        f"youtu.be/{SINTEL}",
        "javascript:alert(1)",
        SINTEL,
        "",
    ],
)
def test_only_web_addresses_are_video_addresses(address):
    with pytest.raises(ValueError, match="not a video provider's address"):
        parse_video_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=",
        "https://www.youtube.com/watch?v=tooshort",
        f"https://www.youtube.com/watch?v={SINTEL}x",
        "https://www.youtube.com/watch?v=%22%3E%3Cscript%3E",
        "https://www.youtube.com/playlist?list=PL6B3937A5D230E335",
        "https://www.youtube.com/embed/videoseries?list=PL6B3937A5D230E335",
        "https://www.youtube.com/embed/live_stream?channel=UC1",
        "https://www.youtube.com/@BlenderOfficial",
        "https://youtu.be/",
        "https://vimeo.com/",
        "https://vimeo.com/blender",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/showcase/1234567",
        "https://vimeo.com/album/1234567",
        "https://vimeo.com/event/1234567",
        "https://www.dailymotion.com/",
        "https://www.dailymotion.com/video/",
        "https://www.dailymotion.com/playlist/x6hzkz",
        "https://dai.ly/",
    ],
)
def test_a_providers_address_that_is_not_of_one_video_is_refused(address):
    with pytest.raises(ValueError, match="not the address of one video"):
        parse_video_address(address)


@pytest.mark.parametrize("address", ["http://[", "https://[::1/watch?v=1", "https://]/"])
def test_a_malformed_address_is_refused_like_any_other(address):
    with pytest.raises(ValueError, match=r".+"):
        parse_video_address(address)


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com:8443/watch?v={SINTEL}",
        f"https://evil.org@www.youtube.com/watch?v={SINTEL}",
        f"https://user:secret@youtu.be:99999/{SINTEL}",
    ],
)
def test_neither_a_port_nor_a_user_survives_in_the_addresses_that_are_given(address):
    video = parse_video_address(address)
    assert video.url == f"https://www.youtube.com/watch?v={SINTEL}"
    assert video.embed_url == f"https://www.youtube-nocookie.com/embed/{SINTEL}"
