"""How many examples are drawn where the usual number is too small."""

from hypothesis import settings


def at_least(count: int) -> settings:
    """More, where the profile that was chosen asks for more."""
    return settings(max_examples=max(count, settings.default.max_examples))
