"""Which address is which call on many checks at once?"""

from django.urls import path

from api.v1.check_batches.views import CheckBatch, CheckBatches, CheckBatchResults


urlpatterns = [
    path("check-batches", CheckBatches.as_view(), name="check-batches"),
    path("check-batches/<uuid:batch_id>", CheckBatch.as_view(), name="check-batch"),
    path(
        "check-batches/<uuid:batch_id>/results",
        CheckBatchResults.as_view(),
        name="check-batch-results",
    ),
]
