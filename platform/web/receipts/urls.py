"""Which address leads where in the receipts of decisions, and who may open it?"""

from django.urls import path

from tenants.codes import Permission
from web.access import Rule, holding
from web.receipts import views


app_name = "receipts"
urlpatterns = [
    path("", views.index, name="list"),
    path("<uuid:receipt_id>/", views.receipt, name="receipt"),
]
READS = holding(Permission.SHARE, Permission.READ_AUDIT)
ACCESS: dict[str, Rule] = {"receipts:list": READS, "receipts:receipt": READS}
"""Reading one is itself on record, by the action that fetches it."""
