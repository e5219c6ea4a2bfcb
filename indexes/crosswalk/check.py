"""Everything that is wrong with a crosswalk file, all at once, each with the path of the key and its line."""

from collections.abc import Iterator
from pathlib import Path

from indexes.crosswalk.layout import CROSSWALK
from indexes.crosswalk.model import conditions_of, names_of, sources_of
from indexes.documents.check import check_file
from indexes.documents.reader import Document, KeyPath, Problem, read
from indexes.index.conditions import questions_in
from indexes.index.model import Index

Finding = tuple[KeyPath, str]


def check_crosswalk(path: Path, indexes: Path) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems in the order of lines. indexes: the folder of the index files."""
    document = read(path)
    problems = list(document.problems)

    def report(where: KeyPath, text: str) -> None:
        problems.append(Problem(where, document.line_of(where), text))

    if document.data:
        CROSSWALK.check(document.data, (), report)
        if not problems:
            for where, text in (
                *_head(document.data, path.stem),
                *_against(document.data, indexes),
            ):
                report(where, text)
    return document, sorted(problems, key=lambda problem: (problem.line, problem.place))


def _head(data: dict, stem: str) -> Iterator[Finding]:
    head = data["crosswalk"]
    named = f"{head['from']}--{head['to']}"
    if head["id"] != named or stem != named:
        yield (
            ("crosswalk", "id"),
            f"The id and the name of the file must both be {named!r}.",
        )
    for position, row in enumerate(data["rows"]):
        if row["sure"] not in data["sure_words"]:
            words = ", ".join(sorted(data["sure_words"]))
            yield (
                ("rows", position, "sure"),
                f"{row['sure']!r} is not among sure_words: {words}.",
            )
    if head["confidence"] not in data["sure_words"]:
        yield (
            ("crosswalk", "confidence"),
            f"{head['confidence']!r} is not among sure_words.",
        )


def _against(data: dict, indexes: Path) -> Iterator[Finding]:
    """What does not fit the two indexes."""
    sides: dict[str, list[Index]] = {}
    for side in ("from", "to"):
        index_file = indexes / f"{data['crosswalk'][side]}.yaml"
        document, wrong = check_file(index_file) if index_file.is_file() else (None, [])
        if document is None or wrong or document.data["index"]["status"] == "partial":
            yield (
                ("crosswalk", side),
                f"There is no sound and complete index file {index_file.name}.",
            )
        else:
            sides[side] = variants_of(document.data)
    if len(sides) == 2:
        yield from _rows(data["rows"], sides["from"], sides["to"])
        yield from _covered(data, sides["from"], sides["to"])


def variants_of(document: dict) -> list[Index]:
    """The index in each of its variants; itself where it has none."""
    variants = [one["id"] for one in document.get("variants", {}).get("list", ())]
    return [Index(document, variant) for variant in variants or [""]]


def _find(indexes: list[Index], code: str) -> Index | None:
    return next((index for index in indexes if code in index.questions), None)


def _rows(
    rows: list[dict], sources: list[Index], targets: list[Index]
) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for position, row in enumerate(rows):
        place: KeyPath = ("rows", position)
        for number, code in enumerate(row["to"]):
            if code in first:
                yield (
                    (*place, "to", number),
                    f"Question {code!r} has a row already: number {first[code] + 1}.",
                )
            first.setdefault(code, position)
            index = _find(targets, code)
            if index is None or code not in index.codes:
                yield (
                    (*place, "to", number),
                    f"{code!r} is no scored question of {targets[0].id}.",
                )
            else:
                yield from _fits(row, place, index, code)
        yield from _asks(row, place, sources)


def _fits(row: dict, place: KeyPath, index: Index, code: str) -> Iterator[Finding]:
    """Levels and options that the target does not have."""
    question = index.questions[code]
    if "options" in row:
        known = [option["id"] for option in question.get("options", ())]
        for number, option in enumerate(row["options"]):
            if option["id"] not in known:
                yield (
                    (*place, "options", number, "id"),
                    f"{option['id']!r} is no option of question {code!r}.",
                )
        return
    low, high = (
        index.shown_level(code, level) for level in (0, len(question["points"]) - 1)
    )
    told = [(("levels", key), value) for key, value in row.get("levels", {}).items()]
    told += [
        (("cases", number, "level"), case["level"])
        for number, case in enumerate(row.get("cases", ()))
    ]
    for where, value in told:
        for level in value if isinstance(value, list) else [value]:
            if not low <= level <= high:
                yield (
                    (*place, *where),
                    f"Question {code!r} has levels {low} to {high}, not {level}.",
                )


def _asks(row: dict, place: KeyPath, sources: list[Index]) -> Iterator[Finding]:
    """Questions and levels that the source does not have."""
    for code in sources_of(row):
        if _find(sources, code) is None:
            yield (
                (*place, "from") if "from" in row else place,
                f"{code!r} is no question of {sources[0].id}.",
            )
    if "levels" in row and (index := _find(sources, row["from"])):
        tops = range(len(index.questions[row["from"]].get("points", ())))
        known = [str(index.shown_level(row["from"], level)) for level in tops]
        for key in row["levels"]:
            if key not in known:
                yield (
                    (*place, "levels", key),
                    f"Question {row['from']!r} has levels {', '.join(known)}, not {key}.",
                )
    for condition in conditions_of(row):
        for code in questions_in(condition):
            if _find(sources, code) and not any(
                code in index.codes for index in sources
            ):
                yield place, f"Question {code!r} is not scored: results do not keep it."


def _covered(
    data: dict, sources: list[Index], targets: list[Index]
) -> Iterator[Finding]:
    """Every question of both has a row or a reason why it has none, and not both."""
    used = {
        "from": {code for row in data["rows"] for code in sources_of(row)},
        "to": {code for row in data["rows"] for code in row["to"]},
    }
    for side, indexes in (("from", sources), ("to", targets)):
        alone = {
            code: n
            for n, each in enumerate(data["without"][side])
            for code in each["codes"]
        }
        known = {
            name
            for index in indexes
            for code in index.questions
            for name in names_of(index, code)
        }
        for code, number in alone.items():
            if code not in known:
                yield (
                    ("without", side, number, "codes"),
                    f"{code!r} is nothing in {indexes[0].id}.",
                )
            if code in used[side]:
                yield (
                    ("without", side, number, "codes"),
                    f"Question {code!r} has a row: it is not without one.",
                )
        wanted = {
            code: index
            for index in indexes
            for code in index.codes
            if code not in index.groups
        }
        left = [code for code, index in wanted.items() if code not in used[side]]
        left = [code for code in left if not names_of(wanted[code], code) & set(alone)]
        if left:
            yield (
                ("without", side),
                f"Neither a row nor a reason why there is none: {', '.join(left)}.",
            )
