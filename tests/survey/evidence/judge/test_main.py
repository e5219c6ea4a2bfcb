"""The process that judges bounds itself, and answers in a line of JSON and a picture."""

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from survey.evidence.judge import __main__ as process
from survey.evidence.judge.bounds import MOST_MEMORY, MOST_SECONDS
from tests.builders import PDF
from tests.survey.evidence.files import make_image

BOUNDS = """
import resource
from survey.evidence.judge.__main__ import _bound

_bound()
for name in ("AS", "CPU", "FSIZE", "CORE"):
    print(*resource.getrlimit(getattr(resource, f"RLIMIT_{name}")))
"""


@pytest.fixture
def asked(monkeypatch):
    """Asks within this process, which must not be bounded."""

    def ask(content: bytes) -> tuple[dict, bytes]:
        out = io.BytesIO()
        monkeypatch.setattr(process, "resource", None)
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out))
        process.main()
        monkeypatch.undo()
        line, _, kept = out.getvalue().partition(b"\n")
        return json.loads(line), kept

    return ask


@pytest.mark.skipif(process.resource is None, reason="this system knows no bounds")
def test_memory_time_and_files_are_bounded():
    told = subprocess.run(
        [sys.executable, "-c", BOUNDS], capture_output=True, check=True, text=True
    )
    memory, seconds, files, cores = told.stdout.splitlines()
    assert memory == f"{MOST_MEMORY} {MOST_MEMORY}"
    assert seconds == f"{MOST_SECONDS} {MOST_SECONDS}"
    assert files == cores == "0 0"


def test_a_file_that_stays_as_it_is_is_not_sent_back(asked):
    assert asked(PDF) == ({"kind": "pdf"}, b"")


def test_a_picture_comes_behind_the_answer(asked):
    answer, kept = asked(make_image("PNG"))
    assert answer == {"kind": "png"}
    assert kept.startswith(b"\x89PNG")


def test_a_refusal_comes_with_its_reason(asked):
    answer, kept = asked(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
    assert answer == {"code": "file_unknown", "params": {"kind": " (.gif)"}}
    assert kept == b""
