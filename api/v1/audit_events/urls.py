"""Which address is which call on the audit?"""

from django.urls import path

from api.v1.audit_events.views import AuditEvents


urlpatterns = [path("audit-events", AuditEvents.as_view(), name="audit-events")]
