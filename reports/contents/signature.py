"""Whose signature a report's file carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signature:
    """name: as the certificate has it. is_made: by this site itself, for a demonstration."""

    name: str
    is_made: bool
