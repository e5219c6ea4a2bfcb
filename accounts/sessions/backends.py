"""Who a session belongs to, asked at each page of whoever is signed in: by a prepared statement."""

from allauth.account import auth_backends
from django.contrib.auth import backends

from accounts.models import User
from accounts.prepared import Prepared

_USERS = Prepared(User.objects.all, "id")


class _FindsUsers:
    def get_user(self, user_id: int) -> User | None:
        """None once the account is closed or gone."""
        user = _USERS.first(id=user_id)
        return user if user and self.user_can_authenticate(user) else None


class ModelBackend(_FindsUsers, backends.ModelBackend):
    """Django's, which knows what administrators may do."""


class AuthenticationBackend(_FindsUsers, auth_backends.AuthenticationBackend):
    """allauth's, by which people sign in."""
