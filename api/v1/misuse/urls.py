"""Which address is which call on misuse?"""

from django.urls import path

from api.v1.misuse.claims import Claim
from api.v1.misuse.steps import Close, Decide, FinishTask
from api.v1.misuse.views import MisuseCase, MisuseCases


ONE = "misuse-cases/<uuid:case_id>"
urlpatterns = [
    path("misuse-cases", MisuseCases.as_view(), name="misuse-cases"),
    path(ONE, MisuseCase.as_view(), name="misuse-case"),
    path(f"{ONE}/decide", Decide.as_view(), name="decide-misuse"),
    path(f"{ONE}/close", Close.as_view(), name="close-misuse"),
    path(f"{ONE}/claim", Claim.as_view(), name="claim-misuse"),
    path(
        f"{ONE}/tasks/<uuid:task_id>/finish",
        FinishTask.as_view(),
        name="finish-misuse-task",
    ),
]
