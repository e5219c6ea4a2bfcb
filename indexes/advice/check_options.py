"""What is wrong with the order in which options are to be taken up."""

from collections.abc import Iterator

from indexes.advice.model import by_size
from indexes.documents.reader import KeyPath
from indexes.index.model import Index
from indexes.index.options import level_of_options, options_above

Finding = tuple[KeyPath, str]


def option_findings(said: dict, code: str, index: Index) -> Iterator[Finding]:
    """said: all that is said of the question, its kind included."""
    if "options" not in said:
        return
    path: KeyPath = ("questions", code, "options")
    question = index.questions[code]
    if question["kind"] != "multiple":
        yield path, f"{code!r} is no choice of several options."
        return

    earning = options_above(question, ())
    listed: list[str] = []
    for number, told in enumerate(said["options"]):
        name = told["id"]
        if name not in earning:
            yield (
                (*path, number, "id"),
                f"{name!r} is no option of {code!r} that earns.",
            )
        elif name in listed:
            yield (*path, number, "id"), f"{name!r} stands here twice."
        else:
            listed.append(name)
    floors = [*by_size(said.get("floor", 0)).values()]
    highest = max([*floors, *said.get("floor_where", {}).values()])
    yield from _too_few(highest, listed, code, index)
    yield from _skipping(listed, earning, index.questions[code], path)


def _skipping(
    listed: list[str], earning: list[str], question: dict, path: KeyPath
) -> Iterator[Finding]:
    """One level at a time: what leads over several comes when nothing leads between."""
    for number, name in enumerate(listed):
        had = listed[:number]
        before, after = (
            level_of_options(question, chosen) for chosen in (had, [*had, name])
        )
        for other in earning:
            if other in had:
                continue
            if before < level_of_options(question, [*had, other]) < after:
                text = f"{name!r} leads over a level that {other!r} leads to: put that before it."
                yield (*path, number, "id"), text
                break


def _too_few(
    highest: int, listed: list[str], code: str, index: Index
) -> Iterator[Finding]:
    """A step of the floor without an option would not say what to do."""
    reached = level_of_options(index.questions[code], listed)
    shown = index.shown_level(code, reached)
    if shown < highest:
        text = f"These options lead to level {shown}; the floor is {highest}."
        yield ("questions", code, "options"), text
