"""Codes of a telephone, as its app shows them."""

from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time


def codes_of(secret: str) -> list[str]:
    """The one before, that of now and the one after: each is good now."""
    return [f"{hotp_value(secret, at):06}" for at in yield_hotp_counters_from_time()]


def code_of(secret: str) -> str:
    return codes_of(secret)[0]
