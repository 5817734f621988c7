"""What is there for me to do?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def work(request: HttpRequest) -> HttpResponse:
    return render(request, "home/work.html", {})
