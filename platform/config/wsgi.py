"""What does the web server call?"""

import os

from django.core.wsgi import get_wsgi_application

from config.celery import app as celery
from config.logs import configure
from config.sentry import start
from tenants.backend.pooler import refuse_pooler


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

configure()
start()
application = get_wsgi_application()
refuse_pooler()

__all__ = ["application", "celery"]
