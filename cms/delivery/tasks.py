"""What is done after a change."""

from django_tasks import task

from cms.delivery import purges


@task()
def tell_cdns() -> None:
    """Tell the CDNs what changed since they were last told."""
    purges.tell_cdns()
