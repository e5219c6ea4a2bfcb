import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from accounts.postbox import open_postbox
from assessment.outages.patience import limit_waiting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "assessment.settings")
application = get_wsgi_application()
settings.SECRET_KEY  # noqa: B018, an empty one is refused here and not at the first visitor
open_postbox()
limit_waiting()
