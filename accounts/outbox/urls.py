"""Where the mail service tells of letters; it proves who it is by the secret of its settings."""

from anymail.urls import urlpatterns as of_services
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured

if not settings.ANYMAIL.get("WEBHOOK_SECRET"):
    # Without it anybody could tell that somebody's letters came back.
    raise ImproperlyConfigured(
        "EMAIL_SERVICE_SETTINGS needs WEBHOOK_SECRET, as in "
        '{"WEBHOOK_SECRET": "name:password"}.'
    )
# Mandrill has one address for all that it tells.
NAMES = (f"{settings.EMAIL_SERVICE}_tracking_webhook", "mandrill_webhook")
is_mandrill = settings.EMAIL_SERVICE == "mandrill"
urlpatterns = [
    service for service in of_services if service.name == NAMES[int(is_mandrill)]
]
for service in urlpatterns:
    login_not_required(service.callback)
