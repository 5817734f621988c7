from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Receivers and system checks need the models, so they load after them."""
        import_module("accounts.sign_in.signals")
        import_module("accounts.checks")
