"""Settings as `make run` has them, but for passwords: to hash them slowly takes half a second for each sign-in."""

from assessment.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
