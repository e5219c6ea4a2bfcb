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
        self.origin: str = head["from"]
        self.to: str = head["to"]
        self.confidence: str = head["confidence"]
        self.note: dict[str, str] = head["note"]
        self.sure_words: dict[str, dict[str, str]] = document["sure_words"]
        self.rows: list[dict] = [_renumbered(row, source) for row in document["rows"]]
        self.without: dict[str, list[dict]] = document["without"]
        self.source = source

    @cached_property
    def by_target(self) -> dict[str, dict]:
        return {code: row for row in self.rows for code in row["to"]}

    @cached_property
    def used(self) -> set[str]:
        """Questions of the source that some row reads."""
        return {code for row in self.rows for code in sources_of(row)}

    def why_alone(self, side: str, index: Index, code: str) -> dict[str, str] | None:
        """Why a question of `from` or `to` has no counterpart; its indicator or pillar may be named for it."""
        names = names_of(index, code)
        return next(
            (each["why"] for each in self.without[side] if names & set(each["codes"])),
            None,
        )


def names_of(index: Index, code: str) -> set[str]:
    """The codes by which a question may be named: its own, that of its indicator and that of its pillar."""
    question = index.questions[code]
    return {code, question["indicator"], question["pillar"]}


def sources_of(row: dict) -> list[str]:
    """The questions a row reads, each once."""
    if "levels" in row:
        return [row["from"]]
    return list(
        dict.fromkeys(
            code for condition in conditions_of(row) for code in questions_in(condition)
        )
    )


def conditions_of(row: dict) -> Iterator[dict]:
    yield from (case["when"] for case in row.get("cases", ()))
    yield from (
        option[key]
        for option in row.get("options", ())
        for key in ("yes", "no")
        if key in option
    )


def _renumbered(row: dict, source: Index) -> dict:
    if "levels" in row:
        first = (
            source.shown_level(row["from"], 0) if row["from"] in source.questions else 0
        )
        return {
            **row,
            "levels": {
                int(level) - first: told for level, told in row["levels"].items()
            },
        }
    if "cases" in row:
        return {
            **row,
            "cases": [
                {**one, "when": renumbered(one["when"], source.questions)}
                for one in row["cases"]
            ],
        }
    options = [
        {
            key: renumbered(value, source.questions) if key != "id" else value
            for key, value in option.items()
        }
        for option in row["options"]
    ]
    return {**row, "options": options}


@lru_cache(maxsize=4)
def _documents(folder: Path) -> dict[str, dict]:
    """Every crosswalk file, by id. They are checked before they are put there, and read once per process."""
    return {path.stem: read(path).data for path in sorted(folder.glob("*.yaml"))}


def crosswalks_from(index: Index, folder: Path) -> list[Crosswalk]:
    """The crosswalks that read answers of this index."""
    found = _documents(folder).values()
    return [
        Crosswalk(document, index)
        for document in found
        if document["crosswalk"]["from"] == index.id
    ]
