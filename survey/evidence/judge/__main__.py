"""A process of its own looks into one file, so that no file can take the site along.

The file comes on standard input. The answer is a line of JSON, and behind it the picture where
one was drawn anew.
"""

import contextlib
import json
import sys

from survey.errors import SurveyError
from survey.evidence.judge.bounds import MOST_MEMORY, MOST_SECONDS
from survey.evidence.judge.kinds import judge

try:
    import resource
except ImportError:  # Windows: there only the clock of the site bounds it
    resource = None


def main() -> None:
    _bound()
    content = sys.stdin.buffer.read()
    answer, kept = _answer(content)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + kept)


def _bound() -> None:
    if resource is None:
        return
    limits = {
        resource.RLIMIT_AS: MOST_MEMORY,
        resource.RLIMIT_CPU: MOST_SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        # Not every system knows each of them, and some allow less already.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (most, most))


def _answer(content: bytes) -> tuple[dict, bytes]:
    try:
        kind, kept = judge(content)
    except SurveyError as error:
        return {"code": error.code, "params": error.params}, b""
    # What stays as it was need not be sent back.
    return {"kind": kind}, b"" if kept is content else kept


if __name__ == "__main__":
    main()
