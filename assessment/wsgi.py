import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from assessment.outages.patience import limit_waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assessment.settings")
application = get_wsgi_application()
# The code of all pages too: what is loaded before processes are forked is shared by them.
get_resolver().url_patterns  # noqa: B018
settings.SECRET_KEY  # noqa: B018, an empty one is refused here and not at the first visitor
limit_waiting()
