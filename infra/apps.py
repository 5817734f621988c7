from django.apps import AppConfig


class InfraConfig(AppConfig):
    """Commands that set up and demonstrate an installation. It has no tables."""

    name = "infra"
