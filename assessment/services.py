"""The frame's one write: the language a signed-in person reads."""

from accounts.models import User


def keep_language(*, user: User, language: str) -> None:
    User.objects.filter(pk=user.pk).update(language=language)
