"""Which address is which call on services?"""

from django.urls import path

from api.v1.works.views import (
    AnswerQuestion,
    AskPartner,
    PartnerServices,
    Services,
)


urlpatterns = [
    path("services", Services.as_view(), name="services"),
    path("services/<uuid:partner>", PartnerServices.as_view(), name="partner-services"),
    path(
        "services/<uuid:partner>/questions",
        AskPartner.as_view(),
        name="service-questions",
    ),
    path(
        "service-questions/<uuid:question_id>/answer",
        AnswerQuestion.as_view(),
        name="answer-service-question",
    ),
]
