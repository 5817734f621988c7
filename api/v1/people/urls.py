"""Which address is which call on the people of an organisation?"""

from django.urls import path

from api.v1.people.views import People, RemovePerson


urlpatterns = [
    path("people", People.as_view(), name="people"),
    path(
        "people/<uuid:person_id>/remove", RemovePerson.as_view(), name="remove-person"
    ),
]
