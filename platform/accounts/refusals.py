"""What does a refusal for want of a permission carry with it?"""


class Attempted(Exception):
    """A refusal of an attempt. `attempt` is what was put on record of it, so that
    whoever undoes the transaction it stood in may write it again."""

    attempt: object = None
