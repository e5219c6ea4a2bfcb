from django.conf import settings
from django.http import HttpRequest

from assessment import fonts


def frame(request: HttpRequest) -> dict:
    """What every page's frame needs."""
    return {
        "debug": settings.DEBUG,
        "site_url": settings.SITE_URL,
        "operator": settings.OPERATOR,
        "fonts_built": fonts.are_built(),
    }
