"""Which address is which call on receipts?"""

from django.urls import path

from api.v1.receipts.views import Receipt, Receipts


urlpatterns = [
    path("receipts", Receipts.as_view(), name="receipts"),
    path("receipts/<uuid:receipt_id>", Receipt.as_view(), name="receipt"),
]
