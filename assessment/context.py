from django.conf import settings
from django.http import HttpRequest

from accounts.access import HELD
from assessment import fonts


def frame(request: HttpRequest) -> dict:
    """What every page's frame needs."""
    return {
        "debug": settings.DEBUG,
        "site_url": settings.SITE_URL,
        "operator": settings.OPERATOR,
        # Somebody without an account who started an assessment in this browser finds the way back.
        "has_begun": bool(getattr(request, "session", {}).get(HELD)),
        "fonts_built": fonts.are_built(),
    }
