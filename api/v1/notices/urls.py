"""Which address is which call on letters?"""

from django.urls import path

from api.v1.notices.views import Address, Notice, Notices, Posted, Retests


urlpatterns = [
    path("notices", Notices.as_view(), name="notices"),
    path("notices/retests", Retests.as_view(), name="retests"),
    path("notices/<uuid:notice_id>", Notice.as_view(), name="notice"),
    path("notices/<uuid:notice_id>/address", Address.as_view(), name="notice-address"),
    path("notices/<uuid:notice_id>/posted", Posted.as_view(), name="notice-posted"),
]
