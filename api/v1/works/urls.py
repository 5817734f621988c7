"""Which address is which call on services?"""

from django.urls import path

from api.v1.works.views import (
    AnswerQuestion,
    AskPartner,
    Partners,
    PartnerServices,
    Services,
    StopService,
)


urlpatterns = [
    path("services", Services.as_view(), name="services"),
    path("services/stop", StopService.as_view(), name="stop-service"),
    path("partners", Partners.as_view(), name="partners"),
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
