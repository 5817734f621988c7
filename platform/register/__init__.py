"""What stands on an organisation's register, and how does it get there and leave?"""

from register.refusals import NotFound, NotPermitted, Refused, RegisterError


__all__ = ["NotFound", "NotPermitted", "Refused", "RegisterError"]
