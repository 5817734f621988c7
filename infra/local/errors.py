"""What can go wrong with the local servers, in sentences for the person who ran them?"""


class CannotStart(Exception):
    """A local server cannot start; the message says why and what to do."""
