"""Which address leads where, and who may open it?"""

from web.access import Rule


app_name = "reports"
urlpatterns: list[object] = []
ACCESS: dict[str, Rule] = {}
