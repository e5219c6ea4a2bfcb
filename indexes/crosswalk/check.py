"""Everything that is wrong with a crosswalk file, all at once, with key and line."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from indexes.crosswalk.layout import CROSSWALK
from indexes.crosswalk.model import conditions_of, names_of, sources_of
from indexes.documents.reader import Document, KeyPath, Problem
from indexes.documents.sound import checked_beside, sound_index
from indexes.index.conditions import parts_of, questions_in
from indexes.index.model import Index
from indexes.index.numbers import exact

Finding = tuple[KeyPath, str]
_WHOLE = 100  # percent


def check_crosswalk(path: Path, indexes: Path) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems by line. indexes: the folder of the index files."""

    def findings(data: dict, stem: str) -> Iterator[Finding]:
        return _findings(data, stem, indexes)

    return checked_beside(path, CROSSWALK, findings)


def _findings(
    data: dict,
    stem: str,
    indexes: Path,
) -> Iterator[Finding]:
    yield from _head(data, stem)
    yield from _against(data, indexes)


def _head(data: dict, stem: str) -> Iterator[Finding]:
    head, words = data["crosswalk"], data["confidence_words"]
    named = f"{head['from']}--{head['to']}"
    if head["id"] != named or stem != named:
        text = f"The id and the name of the file must both be {named!r}."
        yield ("crosswalk", "id"), text
    for position, row in enumerate(data["rows"]):
        if row["sure"] not in words:
            text = f"{row['sure']!r} is not among confidence_words: {', '.join(sorted(words))}."
            yield ("rows", position, "sure"), text
    if head["confidence"] not in words:
        text = f"{head['confidence']!r} is not among confidence_words."
        yield ("crosswalk", "confidence"), text


def _against(data: dict, indexes: Path) -> Iterator[Finding]:
    """What does not fit the two indexes."""
    sides: dict[str, list[Index]] = {}
    for side in ("from", "to"):
        file = indexes / f"{data['crosswalk'][side]}.yaml"
        # Against a faulty index every row might be right or wrong.
        sides[side] = sound_index(file)
        if not sides[side]:
            text = f"There is no sound and complete index file {file.name}."
            yield ("crosswalk", side), text
    if all(sides.values()):
        yield from _rows(data["rows"], sides["from"], sides["to"])
        for side, variants in sides.items():
            yield from _covered(data, side, variants)


def _find(variants: list[Index], code: str) -> Index | None:
    return next((index for index in variants if code in index.questions), None)


def _rows(
    rows: list[dict],
    sources: list[Index],
    targets: list[Index],
) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for position, row in enumerate(rows):
        path: KeyPath = ("rows", position)
        for number, code in enumerate(row["to"]):
            here = (*path, "to", number)
            if code in first:
                yield (
                    here,
                    f"Question {code!r} has a row already: number {first[code] + 1}.",
                )
            first.setdefault(code, position)
            # What any variant asks will do: an enterprise answers only one of them.
            index = _find(targets, code)
            if index is None or code not in index.codes:
                yield here, f"{code!r} is no scored question of {targets[0].id}."
            elif "options" in row:
                yield from _known_options(row, path, index.questions[code])
            else:
                yield from _known_levels(row, path, index, code)
        yield from _asks(row, path, sources)


def _known_options(
    row: dict,
    path: KeyPath,
    question: dict,
) -> Iterator[Finding]:
    """Options that the target does not have."""
    known = {option["id"] for option in question.get("options", ())}
    for number, option in enumerate(row["options"]):
        if option["id"] not in known:
            text = f"{option['id']!r} is no option of question {question['code']!r}."
            yield (*path, "options", number, "id"), text


def _known_levels(
    row: dict,
    path: KeyPath,
    index: Index,
    code: str,
) -> Iterator[Finding]:
    """Levels that the target does not have."""
    question = index.questions[code]
    is_percent = "linear" in question
    low = index.shown_level(code, 0)
    high = low + len(question["points"]) - 1
    for where, value in _levels_in(row, path):
        for level in value if isinstance(value, list) else [value]:
            if is_percent and exact(level) > _WHOLE:
                yield where, f"Question {code!r} has percents up to 100, not {level}."
            elif not is_percent and level not in range(low, high + 1):
                yield (
                    where,
                    f"Question {code!r} has levels {low} to {high}, not {level!r}.",
                )


def _levels_in(row: dict, path: KeyPath) -> Iterator[tuple[KeyPath, int | list[int]]]:
    for key, value in row.get("levels", {}).items():
        yield (*path, "levels", key), value
    for number, case in enumerate(row.get("cases", ())):
        yield (*path, "cases", number, "level"), case["level"]


def _asks(
    row: dict,
    path: KeyPath,
    sources: list[Index],
) -> Iterator[Finding]:
    """Questions and levels that the source does not have."""
    for code in sources_of(row):
        if _find(sources, code) is None:
            # A row of conditions has no key that names its question; the row is to blame.
            where = (*path, "from") if "from" in row else path
            yield where, f"{code!r} is no question of {sources[0].id}."
    if "levels" in row:
        yield from _levels_asked(row, path, sources)
    scored = set(chain.from_iterable(index.codes for index in sources))
    for condition in conditions_of(row):
        for code in questions_in(condition):
            if _find(sources, code) and code not in scored:
                yield path, f"Question {code!r} is not scored: results do not keep it."
        yield from _without_levels(condition, path, sources)


def _without_levels(
    condition: dict,
    path: KeyPath,
    sources: list[Index],
) -> Iterator[Finding]:
    """Nobody counts the thousands of steps of a ratio that grows evenly."""
    for part in parts_of(condition):
        code = part["question"]
        if "answered" not in part and _grows_evenly(_find(sources, code), code):
            yield (
                path,
                f"Question {code!r} has no levels: only `answered` can be asked.",
            )


def _grows_evenly(index: Index | None, code: str) -> bool:
    return index is not None and "linear" in index.questions[code]


def _levels_asked(
    row: dict,
    path: KeyPath,
    sources: list[Index],
) -> Iterator[Finding]:
    code = row["from"]
    index = _find(sources, code)
    if index is None:
        return
    if _grows_evenly(index, code):
        text = f"Question {code!r} has no levels to list: its points grow evenly."
        yield (*path, "levels"), text
        return
    levels = range(len(index.questions[code].get("points", ())))
    known = [str(index.shown_level(code, level)) for level in levels]
    for key in row["levels"]:
        if key not in known:
            text = f"Question {code!r} has levels {', '.join(known)}, not {key}."
            yield (*path, "levels", key), text


def _covered(
    data: dict,
    side: str,
    variants: list[Index],
) -> Iterator[Finding]:
    """Every question has a row or a reason why it has none, and not both."""
    used = _with_a_row(data["rows"], side)
    alone = _with_a_reason(data["without"][side])
    known = _all_names(variants)
    for code, number in alone.items():
        path: KeyPath = ("without", side, number, "codes")
        if code not in known:
            yield path, f"{code!r} is nothing in {variants[0].id}."
        if code in used:
            yield path, f"Question {code!r} has a row: it is not without one."
    left = []
    for code, names in _wanted(variants).items():
        # A row speaks for its very question only, a reason for all that is in the part it names.
        if code not in used and not names & alone.keys():
            left.append(code)
    if left:
        text = f"Neither a row nor a reason why there is none: {', '.join(left)}."
        yield ("without", side), text


def _with_a_row(rows: list[dict], side: str) -> set[str]:
    used: set[str] = set()
    for row in rows:
        used.update(sources_of(row) if side == "from" else row["to"])
    return used


def _with_a_reason(entries: list[dict]) -> dict[str, int]:
    """By code, the place of the reason; it may name a whole indicator or pillar."""
    numbers: dict[str, int] = {}
    for number, entry in enumerate(entries):
        numbers |= dict.fromkeys(entry["codes"], number)
    return numbers


def _all_names(variants: list[Index]) -> set[str]:
    names: set[str] = set()
    for index in variants:
        for code in index.questions:
            names |= names_of(index, code)
    return names


def _wanted(variants: list[Index]) -> dict[str, set[str]]:
    """Scored questions with the names that may speak for them; a group has its criteria."""
    wanted: dict[str, set[str]] = {}
    for index in variants:
        for code in index.codes:
            if code not in index.groups:
                wanted[code] = names_of(index, code)
    return wanted
