"""The secrets of second steps are kept encrypted: a copy of the database opens no account.

The key is made of SECRET_KEY, which lies elsewhere. After that was changed, what was kept under
one of SECRET_KEY_FALLBACKS is read as before; what no key opens is an error, never an empty secret.
"""

from base64 import urlsafe_b64encode
from functools import cache

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

OF_SECOND_STEP = b"accounts.second_step"


class SecondStepAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return box_for(OF_SECOND_STEP).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken where no key of today opens it."""
        return box_for(OF_SECOND_STEP).decrypt(encrypted_text.encode()).decode()


def box_for(purpose: bytes) -> MultiFernet:
    """Each purpose has a key of its own: what is locked for one opens nothing of another."""
    return _box_of(purpose, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@cache
def _box_of(purpose: bytes, *keys: str) -> MultiFernet:
    """Locks with the first, opens with any."""
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str, purpose: bytes) -> bytes:
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return urlsafe_b64encode(derivation.derive(key.encode()))
