"""Where a mail service tells of letters; it proves who it is by the secret of its settings."""

from anymail.urls import urlpatterns as of_services
from django.contrib.auth.decorators import login_not_required

for service in of_services:
    login_not_required(service.callback)

urlpatterns = of_services
