"""What must hold among questions: codes that nest, anchors for every level, conditions that look back, tools."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from survey.index.conditions import questions_in
from survey.index.document import KeyPath
from survey.index.questions import FREE, exact, is_scored, points_of

Finding = tuple[KeyPath, str]


def placed_indicators(data: dict) -> Iterator[tuple[KeyPath, str, dict]]:
    """(place, code of the pillar, indicator); a pillar with questions of its own stands for its one indicator."""
    for position, pillar in enumerate(data["pillars"]):
        if "questions" in pillar:
            yield ("pillars", position), pillar["code"], pillar
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield ("pillars", position, "indicators", order), pillar["code"], indicator


def placed_questions(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions that everybody is asked, in index order; groups are not among them."""
    for place, _, indicator in placed_indicators(data):
        for number, question in enumerate(indicator.get("questions", ())):
            yield (*place, "questions", number), question


def placed_variants(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions of all variants."""
    for position, variant in enumerate(data.get("variants", {}).get("list", ())):
        for code, questions in variant["questions"].items():
            for number, question in enumerate(questions):
                yield ("variants", "list", position, "questions", code, number), question


def _ratio_bands(data: dict) -> Iterator[Finding]:
    for name, band in data.get("bands", {}).items():
        for position, (before, after) in enumerate(pairwise(band["cuts"]), 1):
            if after <= before:
                yield ("bands", name, "cuts", position), f"Cuts must rise: {after} comes after {before}."


def _codes(data: dict) -> Iterator[Finding]:
    """Unique, and nested: 1.1.1 stands in 1.1, which stands in 1."""
    seen: set[str] = set()
    for position, pillar in enumerate(data["pillars"]):
        yield from _code(pillar, None, ("pillars", position), seen)
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield from _code(indicator, pillar["code"], ("pillars", position, "indicators", order), seen)
    for place, question in (*placed_questions(data), *placed_variants(data)):
        yield from _code(question, _around(data, place), place, seen)
    for name in ("figures", "checks"):
        ids = [row["id"] for row in data.get(name, ())]
        for position in (p for p, one in enumerate(ids) if one in ids[:p]):
            yield (name, position, "id"), f"The id {ids[position]!r} is used twice."


def _around(data: dict, place: KeyPath) -> str:
    """The code that a question stands under; in a variant the key of its list."""
    if place[0] == "variants":
        return str(place[-2])
    part = data
    for key in place[:-2]:
        part = part[key]
    return part["code"]


def _code(part: dict, around: str | None, place: KeyPath, seen: set[str]) -> Iterator[Finding]:
    code = part["code"]
    if code in seen:
        yield (*place, "code"), f"The code {code!r} is used twice."
    seen.add(code)
    if around is None and "." in code:
        yield (*place, "code"), f"The code of a pillar has no dot: {code!r}."
    if around is not None and code.rpartition(".")[0] != around:
        yield (*place, "code"), f"The code {code!r} does not belong under {around!r}."


def _questions(data: dict) -> Iterator[Finding]:
    allowed = data["scoring"]["not_applicable"]["allowed"]
    if allowed and "maximum" not in data["scoring"]["not_applicable"]:
        yield ("scoring", "not_applicable"), "The key 'maximum' is missing: say how the maximum changes."
    figures = {figure["id"] for figure in data.get("figures", ())}
    for place, question in (*placed_questions(data), *placed_variants(data)):
        if question["kind"] in FREE:
            continue
        yield from _of_kind(place, question, figures, data.get("bands", {}))
        if not allowed and question.get("not_applicable"):
            yield (*place, "not_applicable"), "This index allows no answer to be not applicable."
        if not allowed and "show_if" in question:
            yield (*place, "show_if"), "A hidden question does not apply, which this index does not allow."


def _of_kind(place: KeyPath, question: dict, figures: set[str], bands: dict) -> Iterator[Finding]:
    kind = question["kind"]
    if kind == "multiple":
        yield from _options(place, question)
    elif kind != "tool" and is_scored(question):
        yield from _points(place, question)
    if kind == "ratio":
        yield from _ratio(place, question, figures, bands)
    if kind == "count":
        yield from _steps(place, question)


def _points(place: KeyPath, question: dict) -> Iterator[Finding]:
    points = points_of(question)
    if len(points) != len(question["anchors"]):
        yield (*place, "anchors"), f"There are {len(question['anchors'])} anchors for {len(points)} levels of points."
    if question["kind"] == "single" and "points" not in question:
        yield place, "The key 'points' is missing: say what each choice is worth."
    for level, (before, after) in enumerate(pairwise(points), 1):
        if after <= before:
            yield (
                (*place, "points", level),
                f"Points must rise: {float(after):g} comes after {float(before):g}.",
            )


def _options(place: KeyPath, question: dict) -> Iterator[Finding]:
    ids = [option["id"] for option in question["options"]]
    for number, option in enumerate(question["options"]):
        here = (*place, "options", number)
        if option["id"] in ids[:number]:
            yield (*here, "id"), f"The id {option['id']!r} is used twice."
        if option["id"].strip("abcdefghijklmnopqrstuvwxyz0123456789_-"):
            yield (*here, "id"), "The id may have small letters, digits, hyphens and underscores only."
        if is_scored(question) and "points" not in option:
            yield here, "The key 'points' is missing: the question is scored."
        if not is_scored(question) and "points" in option:
            yield (*here, "points"), "Nothing counts these points: the question is not scored."
        if option.get("exclusive") and exact(option.get("points", 0)):
            yield (*here, "points"), "An option that excludes all others is worth no points."
    if is_scored(question) and not any(option.get("exclusive") for option in question["options"]):
        yield (*place, "options"), "One option must be `exclusive`, so that a person can say: none of these."


def _ratio(place: KeyPath, question: dict, figures: set[str], bands: dict) -> Iterator[Finding]:
    figure = question["denominator"].get("figure")
    if figure is not None and figure not in figures:
        yield (*place, "denominator", "figure"), f"There is no figure {figure!r}."
    if question["bands"] not in bands:
        yield (*place, "bands"), f"There are no bands {question['bands']!r}."
    elif len(bands[question["bands"]]["cuts"]) + 1 != len(question["anchors"]):
        cuts = len(bands[question["bands"]]["cuts"])
        yield (
            (*place, "anchors"),
            f"{cuts} cuts make {cuts + 1} bands, but there are {len(question['anchors'])} anchors.",
        )


def _steps(place: KeyPath, question: dict) -> Iterator[Finding]:
    steps = question["at_least"]
    if len(steps) != len(question["anchors"]):
        yield (*place, "at_least"), f"There are {len(steps)} steps for {len(question['anchors'])} anchors."
    if steps[0] != 0:
        yield (*place, "at_least", 0), "The first step must be 0."
    for level, (before, after) in enumerate(pairwise(steps), 1):
        if after <= before:
            yield (*place, "at_least", level), f"Steps must rise: {after} comes after {before}."


def _groups(data: dict) -> Iterator[Finding]:
    """A group question stands for every criterion of its indicator."""
    for place, _, indicator in placed_indicators(data):
        group = indicator.get("group_question")
        if group is None:
            continue
        here = (*place, "group_question")
        if not data["scoring"]["not_applicable"]["allowed"] or "total" not in data["scoring"]:
            yield here, "A group needs a weighted total and `not_applicable` allowed: its criteria may leave the sum."
        for number, question in enumerate(indicator["questions"]):
            if question["kind"] != "level" or len(question["anchors"]) != len(group["anchors"]):
                yield (
                    (*place, "questions", number, "anchors"),
                    f"A criterion of a group has its {len(group['anchors'])} levels, kind `level`.",
                )


def _levels_of(data: dict) -> dict[str, range]:
    """The levels that a comparison may name, by the code of the question."""
    first = data["scoring"]["points"].get("first_level", 0)
    found = {}
    for _, question in placed_questions(data):
        if is_scored(question):
            begin = first if question["kind"] in ("level", "ratio", "count") else 0
            found[question["code"]] = range(begin, begin + len(points_of(question)))
    for _, _, part in placed_indicators(data):
        if "group_question" in part:
            found[part["code"]] = range(first, first + len(part["group_question"]["anchors"]))
    return found


def _conditions(data: dict) -> Iterator[Finding]:
    """A branch may look back only; so no two questions can wait for each other."""
    known = _levels_of(data)
    earlier: set[str] = set()
    for place, question in placed_questions(data):
        if "show_if" in question:
            yield from _compared(question["show_if"], known, (*place, "show_if"))
            for code in questions_in(question["show_if"]):
                if code in known and code not in earlier:
                    yield (*place, "show_if"), f"The question {code!r} comes later; a branch may only look back."
        if question["code"] in known:
            earlier.add(question["code"])


def _compared(condition: dict, known: dict[str, range], place: KeyPath) -> Iterator[Finding]:
    for name in ("all", "any"):
        for position, part in enumerate(condition.get(name, ())):
            yield from _compared(part, known, (*place, name, position))
    if "not" in condition:
        yield from _compared(condition["not"], known, (*place, "not"))
    if "question" in condition:
        code = condition["question"]
        if code not in known:
            yield (*place, "question"), f"There is no scored question {code!r}."
            return
        for name in ("at_least", "at_most", "equals"):
            if name in condition and condition[name] not in known[code]:
                yield (*place, name), f"The question {code!r} has no level {condition[name]}."


def _checks(data: dict) -> Iterator[Finding]:
    known = _levels_of(data)
    for position, check in enumerate(data.get("checks", ())):
        place = ("checks", position)
        yield from _compared(check["when"], known, (*place, "when"))
        for number, code in enumerate(check["questions"]):
            if code not in known:
                yield (*place, "questions", number), f"There is no scored question {code!r}."
        for code in sorted(set(questions_in(check["when"])) - set(check["questions"])):
            yield (*place, "questions"), f"The condition asks about {code!r}, which is not named here."


def _variants(data: dict) -> Iterator[Finding]:
    """Each variant fills every indicator left to it, and its tools add up to the maximum it states."""
    left = {part["code"] for _, _, part in placed_indicators(data) if "by_variant" in part}
    listed = data.get("variants", {}).get("list", [])
    if left and not listed:
        yield ("pillars",), f"The indicator {min(left)!r} is left to variants, but there are none."
    ids = [variant["id"] for variant in listed]
    for position, variant in enumerate(listed):
        place = ("variants", "list", position)
        if variant["id"] in ids[:position]:
            yield (*place, "id"), f"The id {variant['id']!r} is used twice."
        for code in sorted(left ^ set(variant["questions"])):
            told = "left to variants, but empty here" if code in left else "not left to variants"
            yield (*place, "questions"), f"The indicator {code!r} is {told}."

        yield from _maximum(place, variant)


def _maximum(place: KeyPath, variant: dict) -> Iterator[Finding]:
    questions = [question for part in variant["questions"].values() for question in part if is_scored(question)]
    points = sum((points_of(question)[-1] for question in questions), Fraction(0))
    if "maximum" in variant and points != exact(variant["maximum"]):
        yield (*place, "maximum"), f"The questions add up to {points} points, not {variant['maximum']}."


def _tools(data: dict) -> Iterator[Finding]:
    """A tool builds on tools of the same list; and no tool builds on itself in the end."""
    lists: dict[KeyPath, dict[str, tuple[KeyPath, list[str]]]] = {}
    for place, question in (*placed_questions(data), *placed_variants(data)):
        if question["kind"] == "tool":
            lists.setdefault(place[:-1], {})[question["code"]] = (place, question.get("builds_on", []))
    for tools in lists.values():
        for code, (place, below) in tools.items():
            for number, other in enumerate(below):
                if other not in tools:
                    yield (*place, "builds_on", number), f"There is no tool {other!r} in this list."
                if other in below[:number]:
                    yield (*place, "builds_on", number), f"The tool {other!r} is named twice."
            circle = circle_from(code, {one: found[1] for one, found in tools.items()})
            if circle:
                yield (*place, "builds_on"), f"The tool builds on itself: {' → '.join(circle)}."


def circle_from(code: str, below: Mapping[str, Sequence[str]]) -> list[str]:
    """The way from a code down to itself; empty where there is none."""
    ways = [[code]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for other in below.get(way[-1], ()):
            if other == code:
                return [*way, code]
            if other not in seen:
                seen.add(other)
                ways.append([*way, other])
    return []


QUESTION_RULES = (_ratio_bands, _codes, _questions, _groups, _conditions, _checks, _variants, _tools)
