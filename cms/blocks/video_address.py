"""What the address of a video says about it, without asking anybody."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, urlsplit

PROVIDERS = ("youtube", "vimeo", "dailymotion")


@dataclass(frozen=True)
class VideoAddress:
    """A video at one of the providers.

    Attributes:
        provider: one of PROVIDERS.
        video_id: the provider's name for it.
        url: the page to watch it on.
        embed_url: the address to put into a frame: the one that tracks viewers least.
    """

    provider: str
    video_id: str
    url: str
    embed_url: str


# The two names are as long as an identifier, and stand for a list's or a channel's player.
_YOUTUBE_ID = re.compile(r"(?!videoseries|live_stream)[A-Za-z0-9_-]{11}")
_VIMEO_ID = re.compile(r"[0-9]{5,12}")
_VIMEO_LISTS = ("album", "channels", "event", "groups", "showcase")
_VIMEO_HASH = re.compile(r"[0-9a-f]{8,20}")
_DAILYMOTION_ID = re.compile(r"[A-Za-z0-9]{6,10}")


def _youtube(address: SplitResult) -> VideoAddress | None:
    parts = _parts(address)
    if address.hostname == "youtu.be":
        video_id = parts[0] if parts else ""
    elif parts[:1] == ["watch"]:
        video_id = _query(address, "v")
    elif len(parts) > 1 and parts[0] in ("embed", "shorts", "live", "v"):
        video_id = parts[1]
    else:
        return None
    if not _YOUTUBE_ID.fullmatch(video_id):
        return None
    return VideoAddress(
        "youtube",
        video_id,
        f"https://www.youtube.com/watch?v={video_id}",
        f"https://www.youtube-nocookie.com/embed/{video_id}",
    )


def _vimeo(address: SplitResult) -> VideoAddress | None:
    parts = _parts(address)
    numbers = [index for index, part in enumerate(parts) if _VIMEO_ID.fullmatch(part)]
    if not numbers:
        return None
    # A number in the first place is the video's, whatever follows; else the last one is.
    place = 0 if numbers[0] == 0 else numbers[-1]
    if place > 0 and parts[place - 1] in _VIMEO_LISTS:
        return None
    video_id = parts[place]
    # An unlisted video has a second key, after its number or as ?h=.
    key = next(iter(parts[place + 1 :]), "") or _query(address, "h")
    key = key if _VIMEO_HASH.fullmatch(key) else ""
    return VideoAddress(
        "vimeo",
        video_id,
        f"https://vimeo.com/{video_id}" + (f"/{key}" if key else ""),
        f"https://player.vimeo.com/video/{video_id}?dnt=1" + (f"&h={key}" if key else ""),
    )


def _dailymotion(address: SplitResult) -> VideoAddress | None:
    parts = _parts(address)
    if address.hostname == "dai.ly":
        video_id = parts[0] if parts else ""
    elif "video" in parts[:-1]:
        # Old addresses end in a title: /video/x8qb1zd_the-title
        video_id = parts[parts.index("video") + 1].partition("_")[0]
    else:
        video_id = _query(address, "video")
    if not _DAILYMOTION_ID.fullmatch(video_id):
        return None
    return VideoAddress(
        "dailymotion",
        video_id,
        f"https://www.dailymotion.com/video/{video_id}",
        f"https://geo.dailymotion.com/player.html?video={video_id}",
    )


#: Where the players are: the beginnings of all ``embed_url``.
PLAYERS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://geo.dailymotion.com",
)

_HOSTS: dict[str, Callable[[SplitResult], VideoAddress | None]] = {
    "youtube.com": _youtube,
    "www.youtube.com": _youtube,
    "m.youtube.com": _youtube,
    "music.youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "www.youtube-nocookie.com": _youtube,
    "youtu.be": _youtube,
    "vimeo.com": _vimeo,
    "www.vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
    "www.dailymotion.com": _dailymotion,
    "geo.dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
}


def _parts(address: SplitResult) -> list[str]:
    return [part for part in address.path.split("/") if part]


def _query(address: SplitResult, name: str) -> str:
    return parse_qs(address.query).get(name, [""])[0]


@lru_cache(maxsize=4096)
def parse_video_address(url: str) -> VideoAddress:
    """Read a video's address, in any of the forms that its provider gives out.

    Raises:
        ValueError: when it is not the address of a video at YouTube, Vimeo, or Dailymotion.
    """
    address = urlsplit(url.strip())
    reader = _HOSTS.get((address.hostname or "").lower())
    if address.scheme not in ("http", "https") or reader is None:
        raise ValueError("not a video provider's address")
    video = reader(address)
    if video is None:
        raise ValueError("not the address of one video")
    return video
