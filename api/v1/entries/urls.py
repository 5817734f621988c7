"""Which address is which call on entries?"""

from django.urls import path

from api.v1.entries.steps import Correct, Review, Withdraw
from api.v1.entries.views import Entries, Entry


urlpatterns = [
    path("entries", Entries.as_view(), name="entries"),
    path("entries/<str:reference>", Entry.as_view(), name="entry"),
    path("entries/<str:reference>/withdraw", Withdraw.as_view(), name="withdraw-entry"),
    path("entries/<str:reference>/review", Review.as_view(), name="review-entry"),
    path("entries/<str:reference>/correct", Correct.as_view(), name="correct-entry"),
]
