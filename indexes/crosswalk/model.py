"""A crosswalk as pages read it: its rows at hand, levels counted from 0 as answers are kept."""

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from indexes.documents.reader import read
from indexes.index.conditions import questions_in, renumbered
from indexes.index.model import Index

Levels = Mapping[str, int | None]


class Crosswalk:
    """From the index `source` to the index with the id `to`, read only."""

    def __init__(self, document: dict, source: Index) -> None:
        head = document["crosswalk"]
        self.id: str = head["id"]
        self.version: int = head["version"]
        self.to: str = head["to"]
        self.confidence: str = head["confidence"]
        self.note: dict[str, str] = head["note"]

        self.confidence_words: dict[str, dict[str, str]] = document["confidence_words"]
        self.rows: list[dict] = [_renumbered(row, source) for row in document["rows"]]
        self.without: dict[str, list[dict]] = document["without"]
        self.source = source

    @cached_property
    def by_target(self) -> dict[str, dict]:
        rows = {}
        for row in self.rows:
            rows |= dict.fromkeys(row["to"], row)
        return rows

    @cached_property
    def used(self) -> set[str]:
        """Questions of the source that some row reads."""
        return set().union(*map(sources_of, self.rows))

    def why_alone(
        self,
        side: str,
        index: Index,
        code: str,
    ) -> dict[str, str] | None:
        """Why a question of `from` or `to` has no counterpart.

        Its indicator or pillar may be named for it.
        """
        names = names_of(index, code)
        for entry in self.without[side]:
            if names & set(entry["codes"]):
                return entry["why"]
        return None


def names_of(index: Index, code: str) -> set[str]:
    """The codes a question may be named by: its own, its indicator's and its pillar's."""
    question = index.questions[code]
    return {code, question["indicator"], question["pillar"]}


def sources_of(row: dict) -> list[str]:
    """The questions a row reads, each once."""
    if "levels" in row:
        return [row["from"]]
    codes: dict[str, None] = {}
    for condition in conditions_of(row):
        codes |= dict.fromkeys(questions_in(condition))
    return list(codes)


def conditions_of(row: dict) -> Iterator[dict]:
    for case in row.get("cases", ()):
        yield case["when"]
    for option in row.get("options", ()):
        for key in ("yes", "no"):
            if key in option:
                yield option[key]


def _renumbered(row: dict, source: Index) -> dict:
    if "levels" in row:
        return {**row, "levels": _levels(row, source)}
    if "cases" in row:
        return {**row, "cases": [_case(case, source) for case in row["cases"]]}
    return {**row, "options": [_option(option, source) for option in row["options"]]}


def _levels(row: dict, source: Index) -> dict[int, int | list[int]]:
    # A row may read a question that only another variant asks; then nothing is read by it.
    code = row["from"]
    first = source.shown_level(code, 0) if code in source.questions else 0
    return {int(shown) - first: level for shown, level in row["levels"].items()}


def _case(case: dict, source: Index) -> dict:
    return {**case, "when": renumbered(case["when"], source.questions)}


def _option(option: dict, source: Index) -> dict:
    counted = {**option}
    for key in ("yes", "no"):
        if key in option:
            counted[key] = renumbered(option[key], source.questions)
    return counted


@lru_cache(maxsize=4)
def _documents(folder: Path) -> dict[str, dict]:
    """Every crosswalk file, by id.

    They are checked before they are put there, and read once per process.
    """
    return {path.stem: read(path).data for path in sorted(folder.glob("*.yaml"))}


def is_read(index_id: str, folder: Path) -> bool:
    """Whether a crosswalk reads answers of this index; its head says so."""
    for document in _documents(folder).values():
        if document["crosswalk"]["from"] == index_id:
            return True
    return False


def crosswalks_from(index: Index, folder: Path) -> list[Crosswalk]:
    """The crosswalks that read answers of this index."""
    crosswalks = []
    for document in _documents(folder).values():
        if document["crosswalk"]["from"] == index.id:
            crosswalks.append(Crosswalk(document, index))
    return crosswalks
