"""Where what a page is to say next waits: in a cookie that is of this host alone, as all are."""

from django.conf import settings
from django.contrib.messages.storage import cookie, fallback, session


class HostCookie(cookie.CookieStorage):
    @property
    def cookie_name(self) -> str:
        return settings.MESSAGES_COOKIE_NAME


class Notices(fallback.FallbackStorage):
    storage_classes = (HostCookie, session.SessionStorage)
