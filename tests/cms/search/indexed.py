"""What is in the index."""

from blog.models import BlogPage
from cms.search.models import DictionaryWord


def words():
    return set(DictionaryWord.objects.values_list("word", flat=True))


def titles(query, pages=None, **options):
    pages = BlogPage.objects.all() if pages is None else pages
    return [page.title for page in pages.search(query, **options)]
