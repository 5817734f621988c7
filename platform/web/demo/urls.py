"""Which address opens the platform's front page?"""

from django.urls import path

from web.access import Access, Rule
from web.demo import views


app_name = "demo"
urlpatterns = [
    path("", views.front, name="front"),
    path("clift/", views.clift, name="clift"),
]
ACCESS: dict[str, Rule] = {
    "demo:front": Access.ANYONE,
    "demo:clift": Access.ANYONE,
}
