"""How does what has ended leave for good?"""

from register.actions.erasure.erasing import Remains, erase, erase_report
from register.actions.erasure.replay import replay


__all__ = ["Remains", "erase", "erase_report", "replay"]
