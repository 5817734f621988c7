"""Which address is which call on explanations?"""

from django.urls import path

from api.v1.explanations.views import Explanations


urlpatterns = [path("explanations", Explanations.as_view(), name="explanations")]
