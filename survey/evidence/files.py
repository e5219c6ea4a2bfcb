"""What a file sent as evidence really is, told by its content alone. Pure: no database, no storage.

Names and declared types are never believed. The file is looked into by a process of its own
(`survey.evidence.judge`), bounded in memory and time: whatever it does there, the site goes on.
"""

import json
import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from language.cleaning import one_line
from survey.errors import SurveyError
from survey.evidence.judge.bounds import LONGEST_WAIT
from survey.evidence.kinds import CONTENT_TYPES

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 100
_HOME = Path(__file__).resolve().parents[2]
_JUDGE = [sys.executable, "-s", "-m", "survey.evidence.judge"]
# Without these some Pythons do not start, on Windows and where they were built by hand.
_NEEDED = ("LD_LIBRARY_PATH", "SYSTEMROOT")
_KNOWN_ENDINGS = "|".join([*CONTENT_TYPES, "jpeg"])
_ENDINGS = re.compile(rf"(\.({_KNOWN_ENDINGS}))+$", re.IGNORECASE)
_NO_GOOD_IN_NAMES = re.compile('[<>:"|?*]')  # they mean something to file systems

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class CheckedFile:
    kind: str  # a key of CONTENT_TYPES
    name: str  # safe to show and to save under, its ending that of the kind
    content: bytes


def checked_file(content: bytes, name: str) -> CheckedFile:
    """The file as it may be kept.

    Raises SurveyError: file_empty, file_too_large, file_unknown, file_broken, file_heavy,
    file_old_office, file_heic, file_macros, file_locked, file_active, file_reaches_out,
    file_carries, image_too_large.
    """
    if not content:
        raise SurveyError("file_empty")
    if len(content) > MOST_BYTES:
        raise SurveyError("file_too_large")
    kind, content = _judged(content)
    # A picture can grow when it is drawn anew.
    if len(content) > MOST_BYTES:
        raise SurveyError("image_too_large")
    return CheckedFile(kind, safe_name(name, kind), content)


def _judged(content: bytes) -> tuple[str, bytes]:
    try:
        judge = subprocess.run(  # noqa: S603
            _JUDGE,
            input=content,
            capture_output=True,
            check=False,
            cwd=_HOME,
            env=_needed(),
            timeout=LONGEST_WAIT,
        )
    except subprocess.TimeoutExpired as error:
        raise SurveyError("file_heavy") from error
    line, _, kept = judge.stdout.partition(b"\n")
    if judge.returncode or not line:
        # Killed for taking too much, or brought down by what it read.
        logger.warning("A file ended its judge with code %s.", judge.returncode)
        raise SurveyError("file_heavy")
    answer = json.loads(line)
    if "code" in answer:
        raise SurveyError(answer["code"], **answer["params"])
    return answer["kind"], kept or content


def _needed() -> dict[str, str]:
    """Neither keys nor passwords stand beside a hostile file."""
    return {name: os.environ[name] for name in _NEEDED if name in os.environ}


def safe_name(name: str, kind: str) -> str:
    """The name as people know it, its ending that of the kind.

    Without folders, and without signs that hide or turn text.
    """
    base = one_line(name).replace("\\", "/").rpartition("/")[2]
    words = _NO_GOOD_IN_NAMES.sub(" ", base).split()
    stem = _ENDINGS.sub("", " ".join(words)).strip(" .")
    room = LONGEST_NAME - len(f".{kind}")
    stem = stem[:room].strip(" .")
    return f"{stem or 'minh-chung'}.{kind}"
