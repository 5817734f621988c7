"""What does a refusal for want of a permission carry with it?"""


class OnRecord(Exception):
    """A refusal that left an event, which stays when the step itself is undone."""
