"""Which address is which call on extracts?"""

from django.urls import path

from api.v1.extracts.views import Extract, Extracts, OpenExtract
from api.v1.extracts.ways import CloseWay, ConfirmWay, Way


urlpatterns = [
    path(
        "agreements/<uuid:agreement_id>/extracts", Extracts.as_view(), name="extracts"
    ),
    path("extracts/<uuid:extract_id>", Extract.as_view(), name="extract"),
    path("extracts/<uuid:extract_id>/open", OpenExtract.as_view(), name="open-extract"),
    path(
        "agreements/<uuid:agreement_id>/extract-way", Way.as_view(), name="extract-way"
    ),
    path(
        "extract-ways/<uuid:route_id>/confirm",
        ConfirmWay.as_view(),
        name="confirm-extract-way",
    ),
    path(
        "extract-ways/<uuid:route_id>/close",
        CloseWay.as_view(),
        name="close-extract-way",
    ),
]
