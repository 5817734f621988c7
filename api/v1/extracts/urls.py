"""Which address is which call on extracts?"""

from django.urls import path

from api.v1.extracts.views import Extract, Extracts


urlpatterns = [
    path(
        "agreements/<uuid:agreement_id>/extracts", Extracts.as_view(), name="extracts"
    ),
    path("extracts/<uuid:extract_id>", Extract.as_view(), name="extract"),
]
