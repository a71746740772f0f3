"""How translations are reviewed: a workflow a language, in which Moderators publish."""

from collections.abc import Iterable
from typing import Any


def make_workflow(registry: Any, workflow: Any, reviewers: Any, pages: Iterable[Any]) -> list[str]:
    """Give a workflow its task and its pages.

    A page that has a workflow of its own keeps it, and a task that somebody put in its place
    stays.

    Args:
        registry: where the models are.
        workflow: that of a language.
        reviewers: the group that reviews, where the workflow has no task yet.
        pages: the pages for which, and for all below which, it is.

    Returns:
        What was changed, a sentence each.
    """
    changes = []
    model = registry.get_model
    tasks = model("wagtailcore", "WorkflowTask").objects
    if not tasks.filter(workflow_id=workflow.pk).exists():
        kind, _ = model("contenttypes", "ContentType").objects.get_or_create(
            app_label="wagtailcore", model="groupapprovaltask"
        )
        task = model("wagtailcore", "GroupApprovalTask").objects.create(
            name=workflow.name, active=True, content_type_id=kind.pk
        )
        task.groups.add(reviewers.pk)
        tasks.create(workflow_id=workflow.pk, task_id=task.pk, sort_order=0)
        changes.append(f"{workflow.name}: {reviewers.name} review and publish.")
    assigned = model("wagtailcore", "WorkflowPage").objects
    for page in pages:
        _, is_new = assigned.get_or_create(page_id=page.pk, defaults={"workflow_id": workflow.pk})
        if is_new:
            changes.append(f"{workflow.name}: for “{page.title}” and all below it.")
    return changes
