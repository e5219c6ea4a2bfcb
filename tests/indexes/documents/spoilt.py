"""The small and the wide index of the tests with something in them made wrong."""

import re
from collections.abc import Sequence

from tests.builders import INDEXES

SMALL = (INDEXES / "small.yaml").read_text(encoding="utf-8")
DTI = (INDEXES / "dti-agency.yaml").read_text(encoding="utf-8")
CIS = (INDEXES / "cis-8.yaml").read_text(encoding="utf-8")
TENTHS = (INDEXES / "zero-ten.yaml").read_text(encoding="utf-8")
WIDE = (INDEXES / "wide.yaml").read_text(encoding="utf-8")


def changed(old: str, new: str, text: str = SMALL) -> str:
    """The text with the first place of `old` made `new`; it has to be there."""
    assert old in text, old
    return text.replace(old, new, 1)


def assert_told(problems: Sequence[str], place: str, sentence: str) -> None:
    """One of the problems says this sentence of this place, with a line."""
    for problem in problems:
        if (
            re.match(r"line \d+: ", problem)
            and place in problem
            and sentence in problem
        ):
            return
    raise AssertionError(problems)
