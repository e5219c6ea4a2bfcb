"""Verification codes: made with a result, typed from paper, and what they find."""

import secrets

from language.ids import key_in, uuid_in
from survey.models import Result
from survey.results.queries import results

# No 0/O, 1/I/L: the code is read aloud and typed from paper.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_LENGTH = 12
_GROUP = 4  # letters between the hyphens


def new_verification_code() -> str:
    """Like K7QM-2FXT-9HJP: 59 bits, so that codes cannot be walked through."""
    return _grouped("".join(secrets.choice(_LETTERS) for _letter in range(_LENGTH)))


def normalised_code(typed: str) -> str:
    """A verification code as it is kept, however it was typed.

    Spaces, hyphens and case do not matter.
    """
    return _grouped("".join(filter(_is_of_a_code, typed.upper())))


def _is_of_a_code(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _grouped(letters: str) -> str:
    starts = range(0, len(letters), _GROUP)
    return "-".join(letters[start : start + _GROUP] for start in starts)


def result_of_code(code: str) -> Result | None:
    return results().filter(verification_code=normalised_code(code)).first()


def result_named(reference: str) -> Result | None:
    """A result by its public id, its verification code or its number."""
    # No public id and no code is made of digits alone.
    if reference.isdecimal():
        return results().filter(pk=key_in(reference)).first()
    public_id = uuid_in(reference)
    if public_id is not None:
        return results().filter(public_id=public_id).first()
    return result_of_code(reference)
