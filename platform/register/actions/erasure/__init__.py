"""How does what has ended leave for good?"""

from register.actions.erasure.erase import Remains, erase, erase_report
from register.actions.erasure.replay import replay


__all__ = ["Remains", "erase", "erase_report", "replay"]
