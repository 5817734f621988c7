"""How does a Django form become GOV.UK Design System markup?

Stock widgets keep their names; their templates are replaced. So a form from
another package (sign-in, second factor) looks like ours without being touched.
"""

from functools import cached_property
from pathlib import Path
from typing import Any

import django.forms
from django.forms.renderers import BaseRenderer
from django.template.backends.django import DjangoTemplates


OURS = Path(__file__).resolve().parents[1] / "form_templates"
STOCK = Path(django.forms.__file__).resolve().parent / "templates"


class GovukRenderer(BaseRenderer):
    form_template_name = "govuk/form.html"
    formset_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"

    @cached_property
    def engine(self) -> DjangoTemplates:
        return DjangoTemplates(
            {
                "APP_DIRS": False,
                "DIRS": [OURS, STOCK],
                "NAME": "govuk-forms",
                "OPTIONS": {},
            }
        )

    def get_template(self, template_name: str) -> Any:  # noqa: ANN401 - Django's own
        return self.engine.get_template(template_name)
