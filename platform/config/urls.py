"""Which address leads where on an organisation's host?"""

urlpatterns: list[object] = []
