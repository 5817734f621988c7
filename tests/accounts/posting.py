"""What waits in the outbox?"""

from audit.models import OutboxItem


def posted(task: str) -> list[dict[str, str]]:
    """The arguments of each waiting row of a task."""
    return [row.arguments for row in OutboxItem.objects.filter(task=task)]
