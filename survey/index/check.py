"""Everything that is wrong with an index file, all at once, each with the path of the key and its line."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

from django.core.validators import validate_slug

from scoring.errors import RubricError
from survey.index.conditions import questions_in
from survey.index.document import Document, KeyPath, Problem, read
from survey.index.layout import DOCUMENT, LANGUAGES
from survey.index.rubric import FREE, points_of, questions_of, rubric_of
from survey.index.shapes import Report

Finding = tuple[KeyPath, str]
_MOST_UNITS = 2**15 - 1  # results keep the points of a question in 16 bits
_UNREADABLE = (KeyError, TypeError, IndexError, AttributeError, ValueError)


def check_file(path: Path) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems in the order of lines; none means that it can be published."""
    document = read(path)
    problems = list(document.problems)

    def report(where: KeyPath, text: str) -> None:
        problems.append(Problem(where, document.line_of(where), text))

    if document.data:
        DOCUMENT.check(document.data, (), report)
        _judge(document.data, path.stem, report, sound=not problems)
        if not problems:
            _build(document.data, report)
    return document, sorted(problems, key=lambda problem: (problem.line, problem.place))


def _judge(data: dict, stem: str, report: Report, *, sound: bool) -> None:
    """The rules read keys freely; where the layout does not hold, each tells what it still can."""
    for rule in (_levels, _pillar_bands, _gates, _ratio_bands, _codes, _questions, _conditions, _checks):
        with suppress(*(() if sound else _UNREADABLE)):
            for where, text in rule(data):
                report(where, text)
    with suppress(*(() if sound else _UNREADABLE)):
        for where, text in (*_head(data, stem), *_confidence(data, set(data["confidence_words"]), ())):
            report(where, text)


def _build(data: dict, report: Report) -> None:
    try:
        rubric = rubric_of(data)
    except RubricError as error:
        report(("scoring",), f"The rules contradict themselves: {error}.")
        return
    if max(question.maximum for question in rubric.questions) > _MOST_UNITS:
        report(("pillars",), f"Points are too large or too finely divided: units of 1/{rubric.unit} point.")


def _head(data: dict, stem: str) -> Iterator[Finding]:
    head = data["index"]
    if head["id"] != stem:
        yield ("index", "id"), f"The id {head['id']!r} must be the name of the file, {stem!r}."
    if validate_slug.regex.fullmatch(head["id"]) is None:
        yield ("index", "id"), "The id may have letters, digits, hyphens and underscores only."
    try:
        date.fromisoformat(head["decision"]["date"])
    except ValueError:
        yield ("index", "decision", "date"), "The date must be written as 2021-12-31."
    for language in set(LANGUAGES) - set(head["languages"]):
        yield ("index", "languages"), f"The language {language!r} is missing; every text must have it."
    if head["status"] == "superseded" and not head.get("superseded_by"):
        yield ("index", "superseded_by"), "A superseded index must name what it was superseded by."


def _levels(data: dict) -> Iterator[Finding]:
    for position, (before, after) in enumerate(pairwise(data["levels"]), 1):
        if after["level"] != before["level"] + 1:
            yield (
                ("levels", position, "level"),
                f"Level {before['level'] + 1} is expected here, not {after['level']}.",
            )


def _known_levels(data: dict) -> set[int]:
    return {row["level"] for row in data["levels"]}


def _pillar_bands(data: dict) -> Iterator[Finding]:
    place = ("scoring", "pillar_level", "bands")
    bands = data["scoring"]["pillar_level"]["bands"]
    if "above" in bands[0]:
        yield (*place, 0, "above"), "The lowest band has no lower end; leave `above` out."
    if bands[-1].get("up_to", 100) != 100:
        yield (*place, len(bands) - 1, "up_to"), "The highest band must reach 100."
    for position, (before, after) in enumerate(pairwise(bands), 1):
        yield from _neighbours((*place, position), before, after)
    for position, band in enumerate(bands):
        if band["level"] not in _known_levels(data):
            yield (*place, position, "level"), f"Level {band['level']} is not among the levels."


def _neighbours(place: KeyPath, before: dict, after: dict) -> Iterator[Finding]:
    if after["level"] != before["level"] + 1:
        yield (*place, "level"), f"Level {before['level'] + 1} is expected here, not {after['level']}."
    if "above" not in after:
        yield place, "The key 'above' is missing: only the lowest band goes without."
        return
    end, start = before.get("up_to", after["above"]), after["above"]
    if start > end:
        yield (*place, "above"), f"There is a hole: nothing covers above {end} up to {start}."
    if start < end:
        yield (*place, "above"), f"The bands overlap from {start} to {end}."
    if start <= before.get("above", -1):
        yield (*place, "above"), "Bands must rise."


def _gates(data: dict) -> Iterator[Finding]:
    place = ("scoring", "overall_level", "gates")
    gates, known = data["scoring"]["overall_level"]["gates"], _known_levels(data)
    pillar_levels = {band["level"] for band in data["scoring"]["pillar_level"]["bands"]}
    maximum = sum(points_of(q)[-1] for *_, q in questions_of(data) if q["kind"] != FREE)
    for position, gate in enumerate(gates):
        if gate["level"] not in known:
            yield (*place, position, "level"), f"Level {gate['level']} is not among the levels."
        if gate["pillar_level"] not in pillar_levels:
            yield (*place, position, "pillar_level"), f"No band gives a pillar level {gate['pillar_level']}."
        if gate["pillars_at_least"] > len(data["pillars"]):
            yield (*place, position, "pillars_at_least"), f"There are only {len(data['pillars'])} pillars."
        if gate["total_above"] >= maximum:
            yield (*place, position, "total_above"), f"Nobody can have more than {maximum} points in all."
    for position, (higher, lower) in enumerate(pairwise(gates), 1):
        if lower["level"] != higher["level"] - 1:
            yield (
                (*place, position, "level"),
                f"Gates go down level by level: {higher['level'] - 1} is expected here.",
            )
        if lower["total_above"] > higher["total_above"] or lower["pillar_level"] > higher["pillar_level"]:
            yield (*place, position), "A lower level may not ask for more than the level above it."
    otherwise = data["scoring"]["overall_level"]["otherwise"]["level"]
    if otherwise not in known or otherwise >= gates[-1]["level"]:
        yield ("scoring", "overall_level", "otherwise", "level"), "This must be a level below the lowest gate."


def _ratio_bands(data: dict) -> Iterator[Finding]:
    for name, band in data.get("bands", {}).items():
        for position, (before, after) in enumerate(pairwise(band["cuts"]), 1):
            if after <= before:
                yield ("bands", name, "cuts", position), f"Cuts must rise: {after} comes after {before}."


def _codes(data: dict) -> Iterator[Finding]:
    """Unique, and nested: 1.1.1 stands in 1.1, which stands in 1."""
    seen: dict[str, KeyPath] = {}
    for position, pillar in enumerate(data["pillars"]):
        place = ("pillars", position)
        yield from _code(pillar, None, place, seen)
        for order, indicator in enumerate(pillar["indicators"]):
            within = (*place, "indicators", order)
            yield from _code(indicator, pillar["code"], within, seen)
            for number, question in enumerate(indicator["questions"]):
                yield from _code(question, indicator["code"], (*within, "questions", number), seen)
    for name in ("figures", "checks"):
        ids = [row["id"] for row in data.get(name, ())]
        for position in (p for p, one in enumerate(ids) if one in ids[:p]):
            yield (name, position, "id"), f"The id {ids[position]!r} is used twice."


def _code(part: dict, around: str | None, place: KeyPath, seen: dict[str, KeyPath]) -> Iterator[Finding]:
    code = part["code"]
    if code in seen:
        yield (*place, "code"), f"The code {code!r} is used twice."
    seen.setdefault(code, place)
    if around is None and "." in code:
        yield (*place, "code"), f"The code of a pillar has no dot: {code!r}."
    if around is not None and code.rpartition(".")[0] != around:
        yield (*place, "code"), f"The code {code!r} does not belong under {around!r}."


def placed_questions(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    for position, pillar in enumerate(data["pillars"]):
        for order, indicator in enumerate(pillar["indicators"]):
            for number, question in enumerate(indicator["questions"]):
                yield ("pillars", position, "indicators", order, "questions", number), question


def _questions(data: dict) -> Iterator[Finding]:
    allowed = data["scoring"]["not_applicable"]["allowed"]
    if allowed and "maximum" not in data["scoring"]["not_applicable"]:
        yield ("scoring", "not_applicable"), "The key 'maximum' is missing: say how the maximum changes."
    figures = {figure["id"] for figure in data.get("figures", ())}
    for place, question in placed_questions(data):
        if question["kind"] == FREE:
            continue
        yield from _points(place, question)
        if question["kind"] == "ratio":
            yield from _ratio(place, question, figures, data.get("bands", {}))
        if question["kind"] == "count":
            yield from _steps(place, question)
        if not allowed and question.get("not_applicable"):
            yield (*place, "not_applicable"), "This index allows no answer to be not applicable."
        if not allowed and "show_if" in question:
            yield (*place, "show_if"), "A hidden question does not apply, which this index does not allow."


def _points(place: KeyPath, question: dict) -> Iterator[Finding]:
    points = points_of(question)
    if len(points) != len(question["anchors"]):
        yield (*place, "anchors"), f"There are {len(question['anchors'])} anchors for {len(points)} levels of points."
    for level, (before, after) in enumerate(pairwise(points), 1):
        if after <= before:
            yield (*place, "points", level), f"Points must rise: {after} comes after {before}."


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


def _scored_tops(data: dict) -> dict[str, int]:
    return {q["code"]: len(points_of(q)) - 1 for _, q in placed_questions(data) if q["kind"] != FREE}


def _conditions(data: dict) -> Iterator[Finding]:
    """A branch may look back only; so no two questions can wait for each other."""
    earlier: dict[str, int] = {}
    tops = _scored_tops(data)
    for place, question in placed_questions(data):
        if "show_if" in question:
            yield from _compared(question["show_if"], tops, (*place, "show_if"))
            for code in questions_in(question["show_if"]):
                if code in tops and code not in earlier:
                    yield (*place, "show_if"), f"The question {code!r} comes later; a branch may only look back."
        if question["code"] in tops:
            earlier[question["code"]] = tops[question["code"]]


def _compared(condition: dict, tops: dict[str, int], place: KeyPath) -> Iterator[Finding]:
    for name in ("all", "any"):
        for position, part in enumerate(condition.get(name, ())):
            yield from _compared(part, tops, (*place, name, position))
    if "not" in condition:
        yield from _compared(condition["not"], tops, (*place, "not"))
    if "question" in condition:
        code = condition["question"]
        if code not in tops:
            yield (*place, "question"), f"There is no scored question {code!r}."
            return
        for name in ("at_least", "at_most", "equals"):
            if condition.get(name, 0) > tops[code]:
                yield (*place, name), f"The question {code!r} has no level {condition[name]}."


def _checks(data: dict) -> Iterator[Finding]:
    tops = _scored_tops(data)
    for position, check in enumerate(data.get("checks", ())):
        place = ("checks", position)
        yield from _compared(check["when"], tops, (*place, "when"))
        for number, code in enumerate(check["questions"]):
            if code not in tops:
                yield (*place, "questions", number), f"There is no scored question {code!r}."
        for code in sorted(set(questions_in(check["when"])) - set(check["questions"])):
            yield (*place, "questions"), f"The condition asks about {code!r}, which is not named here."


def _confidence(part: object, words: set[str], place: KeyPath) -> Iterator[Finding]:
    """Every `confidence`, wherever it stands, is one of confidence_words."""
    if isinstance(part, list):
        for position, item in enumerate(part):
            yield from _confidence(item, words, (*place, position))
    if not isinstance(part, dict):
        return
    for key, value in part.items():
        here = (*place, key)
        if key != "confidence":
            yield from _confidence(value, words, here)
            continue
        for where, word in [(here, value)] if isinstance(value, str) else [((*here, k), w) for k, w in value.items()]:
            if word not in words:
                yield (
                    where,
                    f"The confidence word {word!r} is not among confidence_words: {', '.join(sorted(words))}.",
                )
