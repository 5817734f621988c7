"""Which address is which call on statistics?"""

from django.urls import path

from api.v1.statistics.views import FreedomOfInformation


urlpatterns = [
    path("statistics/foi", FreedomOfInformation.as_view(), name="statistics-foi")
]
