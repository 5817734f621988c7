"""Which address is which call on reports?"""

from django.urls import path

from api.v1.reports.views import Countersign, Decide, Report, Reports, Return


ONE = "reports/<str:reference>"
urlpatterns = [
    path("reports", Reports.as_view(), name="reports"),
    path(ONE, Report.as_view(), name="report"),
    path(f"{ONE}/countersign", Countersign.as_view(), name="countersign-report"),
    path(f"{ONE}/return", Return.as_view(), name="return-report"),
    path(f"{ONE}/decide", Decide.as_view(), name="decide-report"),
]
