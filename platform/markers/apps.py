from django.apps import AppConfig


class MarkersConfig(AppConfig):
    name = "markers"
    default_auto_field = "django.db.models.BigAutoField"
