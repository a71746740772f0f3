"""What posts share: categories, authors, tags, and photos with their renditions."""

import io
import random
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image, ImageOps
from taggit.models import Tag

from bench.build.clock import Clock
from bench.content.posts import PHOTOS_PER_POST, VOCABULARIES, Counts, Writer
from blog.models import Author, Category
from cms.images.models import Photo, Rendition
from cms.images.renditions import make_renditions

#: Photos whose files and renditions are really made. All others have the same files.
_FILES = 8
_SIZE = (1200, 800)

#: What a copy has of its original, beside the file.
_SHARED = ("width", "height", "file_size", "file_hash", "placeholder", "collection_id")
_SHARED_BY_RENDITIONS = ("width", "height", "filter_spec", "focal_point_key")

_BATCH = 500


def make_categories(counts: Counts) -> list[Category]:
    """Make the categories, named after places."""
    return Category.objects.bulk_create(
        Category(
            slug=f"place-{number}",
            **{f"name_{code}": each.places[number] for code, each in VOCABULARIES.items()},
        )
        for number in range(counts.categories)
    )


def make_authors(counts: Counts) -> list[Author]:
    """Make the authors, named like families."""
    return Author.objects.bulk_create(
        Author(
            slug=f"author-{number}",
            **{
                f"name_{code}": each.family_beginnings[number % len(each.family_beginnings)]
                + each.family_endings[number % len(each.family_endings)]
                for code, each in VOCABULARIES.items()
            },
        )
        for number in range(counts.authors)
    )


def make_tags(counts: Counts) -> list[Tag]:
    """Make the tags."""
    names = [f"tag {number}" for number in range(counts.tags)]
    tags: list[Tag] = Tag.objects.bulk_create(
        Tag(name=name, slug=name.replace(" ", "-")) for name in names
    )
    return tags


class Photos:
    """The photos of all posts: each post has its own, with texts of their own."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._ids: list[int] = []
        self._originals: list[tuple[Photo, list[Rendition]]] = []

    def id_of(self, post: int, place: int) -> int:
        """Return the primary key of a post's photo, by the post's number and its place there."""
        return self._ids[post * PHOTOS_PER_POST + place]

    def make(self, posts: int, clock: Clock) -> None:
        """Make the photos of this many posts."""
        with clock.running("pictures"):
            self._originals = [self._make_original(number) for number in range(_FILES)]
        total = posts * PHOTOS_PER_POST
        for start in range(0, total, _BATCH):
            with clock.running("writing texts"):
                numbers = range(start, min(start + _BATCH, total))
                photos = [self._copy(number) for number in numbers]
            with clock.running("loading"):
                photos = Photo.objects.bulk_create(photos)
                self._ids += [photo.pk for photo in photos]
                Rendition.objects.bulk_create(
                    [
                        _copy_of(rendition, photo)
                        for number, photo in zip(numbers, photos, strict=True)
                        for rendition in self._originals[number % _FILES][1]
                    ],
                    batch_size=2000,
                )

    def _make_original(self, number: int) -> tuple[Photo, list[Rendition]]:
        """Make a photo as an editor's upload is made, and its renditions."""
        colours = random.Random(f"{self._seed} picture {number}").sample(range(0x1000000), 2)
        dark, light = (f"#{colour:06x}" for colour in colours)
        gradient = Image.linear_gradient("L").rotate(90 * (number % 4)).resize(_SIZE)
        buffer = io.BytesIO()
        ImageOps.colorize(gradient, dark, light).save(buffer, "JPEG", quality=85)
        photo = Photo(title=f"Picture {number}", file=ImageFile(buffer, f"{number}.jpg"))
        photo._set_image_file_metadata()
        photo.save()
        make_renditions(photo)
        photo.refresh_from_db()
        return photo, list(Rendition.objects.filter(image=photo))

    def _copy(self, number: int) -> Photo:
        """Return a photo with the files of an original, and texts of its own."""
        chance = random.Random(f"{self._seed} photo {number}")
        texts: dict[str, Any] = {"title": f"Photo {number}"}
        for code, vocabulary in VOCABULARIES.items():
            writer = Writer(chance, vocabulary)
            texts[f"description_{code}"] = writer.phrase(vocabulary.alternatives)
            texts[f"caption_{code}"] = writer.phrase(vocabulary.captions)
            texts[f"credit_{code}"] = writer.phrase((vocabulary.credit,))
        original, _ = self._originals[number % _FILES]
        shared = {name: getattr(original, name) for name in _SHARED}
        return Photo(file=original.file.name, **shared, **texts)


def _copy_of(rendition: Rendition, photo: Photo) -> Rendition:
    """Return another photo's rendition with the same file."""
    return Rendition(
        image=photo,
        file=rendition.file.name,
        **{name: getattr(rendition, name) for name in _SHARED_BY_RENDITIONS},
    )
