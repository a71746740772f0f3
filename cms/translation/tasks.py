"""What is done after a source was published."""

from django_tasks import task
from wagtail.models import Page

from cms.translation.sources import extract_again


@task()
def bring_to_translators(page_id: int) -> None:
    """Extract a source's texts again; a page deleted meanwhile is passed over."""
    page = Page.objects.filter(pk=page_id).first()
    if page is not None:
        extract_again(page)
