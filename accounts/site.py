"""Where this site stands: in letters, reports and links to pass on, whichever host the reader asked."""

from urllib.parse import urlsplit

from django.conf import settings


def at_site(url: str) -> str:
    """The address of a path at SITE_URL; of a whole address, the same page there."""
    page = urlsplit(url)._replace(scheme="", netloc="")
    return settings.SITE_URL.rstrip("/") + page.geturl()
