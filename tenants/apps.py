"""What must be in place before the first query?"""

from django.apps import AppConfig

from tenants.backend import recorder


class TenantsConfig(AppConfig):
    name = "tenants"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        recorder.install()
