"""What proves a result: a checksum of all that was given."""

import hashlib
import json
from collections.abc import Iterable

from indexes.models import IndexVersion
from scoring.evaluate import ENGINE_VERSION
from survey.answers.queries import figures_of
from survey.models import Answer, Assessment


def input_digest(assessment: Assessment, answers: Iterable[Answer]) -> str:
    """SHA-256 of all that was given and the version it was read by, as canonical JSON."""
    content = {
        **_judged_by(assessment.index_version),
        "answers": {
            answer.question: _parts(answer)
            for answer in answers
            if not answer.to_confirm
        },
        "figures": figures_of(assessment),
    }
    # Without variants the digest stays what it was before any index had them.
    if assessment.variant:
        content["variant"] = assessment.variant
    return _sha256(
        json.dumps(
            content,
            sort_keys=True,
            ensure_ascii=False,
            separators=(",", ":"),
            default=_as_stored,
        )
    )


def digest_anew(version: IndexVersion, digest: str, levels: bytes) -> str:
    """SHA-256 of a reading made from another one.

    By its digest that one stands for everything that was given.
    """
    content = {
        **_judged_by(version),
        "read_anew": digest,
        "levels": levels.hex(),
    }
    return _sha256(json.dumps(content, sort_keys=True, separators=(",", ":")))


def _judged_by(version: IndexVersion) -> dict:
    return {
        "index": [version.index_id, version.version, version.checksum],
        "engine": ENGINE_VERSION,
    }


def _parts(answer: Answer) -> list:
    parts = [
        answer.state,
        answer.level,
        answer.numerator,
        answer.denominator,
        answer.count,
        answer.text,
    ]
    return [*parts, answer.chosen] if answer.chosen else parts


def _as_stored(number: object) -> str:
    """A number as the database keeps it, the same on SQLite and PostgreSQL."""
    return f"{number:.2f}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
