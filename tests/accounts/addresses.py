"""Accounts whose address is confirmed, so that they may sign in."""

from allauth.account.models import EmailAddress

from accounts.models import User


def confirmed(user: User) -> User:
    EmailAddress.objects.create(
        user=user, email=user.email, verified=True, primary=True
    )
    return user
