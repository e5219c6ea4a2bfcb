"""Settings as `make run` has them, but for passwords: hashed well, a sign-in takes long."""

from assessment.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
