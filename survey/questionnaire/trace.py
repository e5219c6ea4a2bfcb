"""A short text for what was given, by which a page knows again what it had shown."""

from zlib import crc32

from survey.answers.values import CLEARED, NOT_APPLICABLE, AnswerValue, has_ratio
from survey.models import Answer


def trace(answer: AnswerValue | Answer | None) -> str:
    """Equal exactly when the same was given; "" for nothing.

    A level is its digits, "does not apply" is "na", a ratio "3/12", a count "n4", options
    "mdrive+email" and a text "t" with its checksum.
    """
    if answer is None or answer.state == CLEARED:
        return ""
    if answer.state == NOT_APPLICABLE:
        return "na"
    if answer.chosen:
        return _trace_of_options(answer)
    if answer.text:
        return f"t{_checksum(answer.text)}"
    return _trace_of_numbers(answer)


def _trace_of_options(answer: AnswerValue | Answer) -> str:
    options = "m" + "+".join(answer.chosen)
    # The words beside the options may hold any sign, so only their checksum stands there.
    if answer.text:
        return f"{options}:{_checksum(answer.text)}"
    return options


def _trace_of_numbers(answer: AnswerValue | Answer) -> str:
    # Numbers come first: the level beside them is only what they amount to.
    if has_ratio(answer):
        part = _digits(answer.numerator)
        whole = _digits(answer.denominator)
        return f"{part}/{whole}"
    if answer.count is not None:
        return f"n{answer.count}"
    return _digits(answer.level)


def is_card(trace_of_page: str) -> bool:
    """Whether a page showed a picked level, or "does not apply"."""
    return trace_of_page == "na" or trace_of_page.isdigit()


def chosen_in(trace_of_page: str) -> list[str]:
    """The ids of the options that a page showed as ticked."""
    if not trace_of_page.startswith("m"):
        return []
    options, _, _own_words = trace_of_page[1:].partition(":")
    return options.split("+")


def _digits(number) -> str:
    if number is None:
        return ""
    # Without the decimals that the database keeps: a page shows whole numbers.
    return str(int(number))


def _checksum(text: str) -> str:
    # A browser may send other line ends than it was given.
    lines = "\n".join(text.strip().splitlines())
    return f"{crc32(lines.encode()):x}"
