"""What did one question to this installation find, and what is to be done?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One question's answer. `remedy` is empty when all is well."""

    about: str
    found: str
    remedy: str = ""

    @property
    def is_well(self) -> bool:
        """Say whether nothing has to be done."""
        return not self.remedy
