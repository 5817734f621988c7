"""Can an organisation be opened as it was asked for? Asked by page and call alike."""

import re
from collections.abc import Mapping


SLUG = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]\Z")
PHONE = re.compile(r"[0-9+ ]{6,20}\Z")
A_SLUG = "Short name must be 3 to 40 small letters, digits and hyphens."
A_PHONE = "Enter a telephone number, like 01632 960101."
LONGEST = {
    "name": 120,
    "duty_name": 80,
    "gss_code": 9,
    "rsh_number": 10,
    "full_name": 120,
    "email": 254,
    "phone": 30,
}
NEEDED = ("name", "duty_name", "full_name", "email")


class NotLikeThat(ValueError):
    """Something about an organisation cannot be used. `errors` names each field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


def must_fit(given: Mapping[str, str]) -> None:
    """Raise NotLikeThat where a field that was given cannot be used."""
    errors: dict[str, str] = {}
    for field, value in given.items():
        if field in NEEDED and not value:
            errors[field] = "Enter this: it is needed."
        elif len(value) > LONGEST.get(field, len(value)):
            errors[field] = f"Send no more than {LONGEST[field]} characters."
        elif "\n" in value or not value.isprintable():
            errors[field] = "Send one line of plain text."
    if "slug" in given and not SLUG.match(given["slug"]):
        errors["slug"] = A_SLUG
    if "duty_phone" in given and not PHONE.match(given["duty_phone"]):
        errors["duty_phone"] = A_PHONE
    if errors:
        raise NotLikeThat(errors)
