"""Where this site stands, for letters, reports and links to pass on.

Whichever host a visitor asked: a forged Host header must not lead others elsewhere.
"""

from urllib.parse import urlsplit

from django.conf import settings


def at_site(url: str) -> str:
    """The address of a path at SITE_URL; of a whole address, the same page there."""
    page = urlsplit(url)._replace(scheme="", netloc="")
    return settings.SITE_URL.rstrip("/") + page.geturl()
