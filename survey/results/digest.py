"""What proves a result: a checksum of all that was given, and a code to look it up by."""

import hashlib
import json
import secrets

from indexes.models import IndexVersion
from scoring.evaluate import ENGINE_VERSION
from survey.answers.queries import figures_of
from survey.models import Answer, Assessment


def digest_anew(version: IndexVersion, digest: str, levels: bytes) -> str:
    """SHA-256 of a reading made from another one: by its digest it stands for everything that was given."""
    told = {
        "index": [version.index_id, version.version, version.checksum],
        "engine": ENGINE_VERSION,
        "read_anew": digest,
        "levels": levels.hex(),
    }
    return hashlib.sha256(
        json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


_LETTERS = (
    "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read aloud and typed from paper
)


def new_verification_code() -> str:
    """Like K7QM-2FXT-9HJP: 59 bits, so that codes cannot be walked through."""
    letters = [secrets.choice(_LETTERS) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def input_digest(assessment: Assessment, answers: list[Answer]) -> str:
    """SHA-256 of all that was given and the version it was read by, as canonical JSON."""
    version = assessment.index_version
    given = {
        answer.question: _whole(answer) for answer in answers if not answer.to_confirm
    }
    told = {
        "index": [version.index_id, version.version, version.checksum],
        "engine": ENGINE_VERSION,
        "answers": given,
        "figures": figures_of(assessment),
    }
    told |= {"variant": assessment.variant} if assessment.variant else {}
    text = json.dumps(
        told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(answer: Answer) -> list:
    given = [
        answer.state,
        answer.level,
        answer.numerator,
        answer.denominator,
        answer.count,
        answer.text,
    ]
    return [*given, answer.chosen] if answer.chosen else given


def _plain(number: object) -> str:
    """A number as the database keeps it, the same on SQLite and PostgreSQL."""
    return f"{number:.2f}"
