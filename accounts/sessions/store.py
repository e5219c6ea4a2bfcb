"""Where sessions are kept: in Django's table, by its own store, asked by a prepared statement."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.prepared import Prepared

_OPEN = Prepared(Session.objects.all, "session_key", "expire_date__gt")


class SessionStore(db.SessionStore):
    """Django's, in the one respect that matters to every page: how it is read."""

    def _get_session_from_db(self) -> Session | None:
        session = _OPEN.first(
            session_key=self.session_key, expire_date__gt=timezone.now()
        )
        # A key of a session that is over is not used once more.
        if session is None:
            self._session_key = None
        return session
