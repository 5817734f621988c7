"""Which address leads to a person's own work?"""

from django.urls import path

from web.access import Access, Rule
from web.home import views


app_name = "home"
urlpatterns = [
    path("", views.work, name="work"),
]
ACCESS: dict[str, Rule] = {
    "home:work": Access.SIGNED_IN,
}
