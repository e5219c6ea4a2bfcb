"""Settings as in production, but for a key, plain http on loopback and quick passwords."""

import os

os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "2" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("SITE_URL", "https://san-sang.example")
os.environ.setdefault("SECURE_COOKIES", "0")
os.environ.setdefault("SECURE_SSL_REDIRECT", "0")

from assessment.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True  # no collected files needed
if IS_SQLITE and os.environ.get("QUERY_ONLY"):  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA query_only=ON;"  # noqa: F405
