"""Say where the running publication is found."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from wagtail.models import Site

from blog.demo.accounts import PASSWORD, known_logins
from blog.models import BlogPage
from cms.languages import LANGUAGES
from cms.pages.public import PublicSite


class Command(BaseCommand):
    """Print the addresses of the admin, and of a page and its document in each language."""

    help = "Print where the admin, the pages, and the API are found."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING("\nMosaic is ready."))
        self.stdout.write(f"  Admin     {settings.BASE_URL}{reverse('wagtailadmin_home')}")
        if settings.DEBUG and (logins := ", ".join(known_logins())):
            self.stdout.write(f"            log in as {logins}; the password is {PASSWORD}")
        for language, page, address in self._pages():
            api = reverse("wagtailapi_v2:pages:detail", args=(page.pk,))
            self.stdout.write(f"  {language.name:<9} {address.html_url}")
            self.stdout.write(f"            {settings.BASE_URL}{api}")
        self.stdout.write("")

    @staticmethod
    def _pages() -> Any:
        """The oldest post of each language, else its home page, where one is public."""
        public = PublicSite.load(None, Site.objects.filter(is_default_site=True).first())
        for language in LANGUAGES:
            root = public.root(language)
            if root is not None:
                posts = public.pages(BlogPage).filter(path__startswith=root.tree_path)
                home = public.pages().filter(pk=root.page_id)
                page = posts.order_by("date", "pk").first() or home.first()
                if page is not None:
                    yield language, page, public.address(page)
