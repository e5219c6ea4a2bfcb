"""What names a row or a page, as it comes back in forms and addresses that anybody may write."""

from uuid import UUID

# Digits: no table has so many rows, and the rows before such a page still fit into a column.
LONGEST_KEY = 15


def key_in(text: str) -> int | None:
    """A number of a row or a page as it comes back in a form or an address; None for all else."""
    # Databases fail with what is too large for a column, and Python with thousands of digits.
    if not text.isdecimal() or len(text) > LONGEST_KEY:
        return None
    return int(text)


def uuid_in(text: str | None) -> UUID | None:
    """A public id; None where there is none, or what is there is none of anything."""
    # A database does not look for what is no id: Django breaks before it is asked.
    try:
        return UUID(text or "")
    except ValueError:
        return None
