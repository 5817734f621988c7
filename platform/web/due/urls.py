"""Which address shows what is due?"""

from django.urls import path

from web.access import Access, Rule
from web.due import views


app_name = "due"
urlpatterns = [
    path("", views.due, name="list"),
    path("calendar.ics", views.calendar, name="calendar"),
]
ACCESS: dict[str, Rule] = {
    # Everybody finds their own; who answers for others finds theirs too.
    "due:list": Access.SIGNED_IN,
    "due:calendar": Access.SIGNED_IN,
}
