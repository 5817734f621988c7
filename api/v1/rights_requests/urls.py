"""Which address is which call on rights requests?"""

from django.urls import path

from api.v1.rights_requests.views import (
    Acknowledge,
    Pause,
    Resume,
    RightsRequest,
    RightsRequests,
)


ONE = "rights-requests/<str:reference>"
urlpatterns = [
    path("rights-requests", RightsRequests.as_view(), name="rights-requests"),
    path(ONE, RightsRequest.as_view(), name="rights-request"),
    path(f"{ONE}/pause", Pause.as_view(), name="rights-request-pause"),
    path(f"{ONE}/resume", Resume.as_view(), name="rights-request-resume"),
    path(
        f"{ONE}/acknowledge", Acknowledge.as_view(), name="rights-request-acknowledge"
    ),
]
