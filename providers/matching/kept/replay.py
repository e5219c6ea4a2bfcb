"""A stored recommendation worked out once more, from what is stored of it.

Kept with it: what was read of the enterprise, and what the lot goes by. Kept by digest: the
whole directory (`state`). Published, and so only named: the index by its version, and the
files of the site on advice, capabilities and state support by a digest of each. Where one of
these files reads otherwise today, what it decided cannot be worked out again, and it is said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from indexes.documents.reader import checksum_of
from providers.matching.content import noted
from providers.matching.inputs import packed, unpacked
from providers.matching.kept.state import kept_directory
from providers.matching.match import Match, matched
from providers.models import Recommendation
from scoring.evaluate import ENGINE_VERSION
from survey.results.scored import ScoredResult


@dataclass(frozen=True)
class Replay:
    """changed: names of what decides and reads otherwise today."""

    match: Match
    content: dict
    digest: str
    stored: Recommendation
    changed: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        return self.digest == self.stored.digest


def kept_inputs(match: Match) -> dict:
    files = {path.name: digest for path, digest in _deciding(match.index.id)}
    return packed(match.inputs, match.plan) | {
        "engine": ENGINE_VERSION,
        "files": files,
    }


def _deciding(index_id: str) -> Iterator[tuple[Path, str]]:
    """Files that come with the site and decide what is suggested."""
    folder = settings.FIXTURES_DIR
    for place in ("advice", "capabilities"):
        path = folder / place / f"{index_id}.yaml"
        # The name of its folder tells which of two files of one name it is.
        yield Path(f"{place}-{path.name}"), _digest(path)
    for path in sorted((folder / "registry").glob("*support*.yaml")):
        yield path, _digest(path)


@cache
def _digest(path: Path) -> str:
    # Read once a process: the files come with the code and change with it.
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def replayed(stored: Recommendation) -> Replay:
    """Nothing of today's directory, places or plans is read."""
    inputs, plan = unpacked(stored.inputs)
    kept = kept_directory(stored.directory)
    scored = ScoredResult(stored.result)
    match = matched(scored, kept.entries, inputs, plan)
    match.told(kept.named)
    content = noted(match)
    return Replay(
        match=match,
        content=content,
        digest=checksum_of(content),
        stored=stored,
        changed=tuple(_changed(stored, match)),
    )


def _changed(stored: Recommendation, match: Match) -> Iterator[str]:
    now = kept_inputs(match)
    if now["engine"] != stored.inputs["engine"]:
        yield "engine"
    for name in sorted(now["files"] | stored.inputs["files"]):
        was, reads = (each["files"].get(name) for each in (stored.inputs, now))
        if was != reads:
            yield name
