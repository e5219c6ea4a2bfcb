"""What must hold among questions: codes that nest, anchors for every level, conditions that look back, tools."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from django.utils.translation import gettext_noop as _

from indexes.documents.message import Message, message
from indexes.documents.reader import KeyPath
from indexes.index.conditions import questions_in
from indexes.index.questions import FREE, exact, is_scored, points_of

Finding = tuple[KeyPath, Message]
_ID_TWICE = _("The id %(id)r is used twice.")
_NOT_SCORED = _("There is no scored question %(code)r.")


def placed_indicators(data: dict) -> Iterator[tuple[KeyPath, str, dict]]:
    """(place, code of the pillar, indicator); a pillar with questions of its own stands for its one indicator."""
    for position, pillar in enumerate(data["pillars"]):
        if "questions" in pillar:
            yield ("pillars", position), pillar["code"], pillar
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield ("pillars", position, "indicators", order), pillar["code"], indicator


def placed_questions(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions that everybody is asked, in index order; groups are not among them."""
    for place, _pillar, indicator in placed_indicators(data):
        for number, question in enumerate(indicator.get("questions", ())):
            yield (*place, "questions", number), question


def placed_variants(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions of all variants."""
    for position, variant in enumerate(data.get("variants", {}).get("list", ())):
        for code, questions in variant["questions"].items():
            for number, question in enumerate(questions):
                yield (
                    ("variants", "list", position, "questions", code, number),
                    question,
                )


def _ratio_bands(data: dict) -> Iterator[Finding]:
    for name, band in data.get("bands", {}).items():
        for position, (before, after) in enumerate(pairwise(band["cuts"]), 1):
            if after <= before:
                told = _("Cuts must rise: %(after)s comes after %(before)s.")
                yield (
                    ("bands", name, "cuts", position),
                    message(told, after=after, before=before),
                )


def _codes(data: dict) -> Iterator[Finding]:
    """Unique, and nested: 1.1.1 stands in 1.1, which stands in 1."""
    seen: set[str] = set()
    for position, pillar in enumerate(data["pillars"]):
        yield from _code(pillar, None, ("pillars", position), seen)
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield from _code(
                indicator,
                pillar["code"],
                ("pillars", position, "indicators", order),
                seen,
            )
    for place, question in (*placed_questions(data), *placed_variants(data)):
        yield from _code(question, _around(data, place), place, seen)
    for name in ("figures", "checks"):
        ids = [row["id"] for row in data.get(name, ())]
        for position in (p for p, one in enumerate(ids) if one in ids[:p]):
            yield (name, position, "id"), message(_ID_TWICE, id=ids[position])


def _around(data: dict, place: KeyPath) -> str:
    """The code that a question stands under; in a variant the key of its list."""
    if place[0] == "variants":
        return str(place[-2])
    part = data
    for key in place[:-2]:
        part = part[key]
    return part["code"]


def _code(
    part: dict, around: str | None, place: KeyPath, seen: set[str]
) -> Iterator[Finding]:
    code = part["code"]
    if code in seen:
        yield (
            (*place, "code"),
            message(_("The code %(code)r is used twice."), code=code),
        )
    seen.add(code)
    if around is None and "." in code:
        yield (
            (*place, "code"),
            message(_("The code of a pillar has no dot: %(code)r."), code=code),
        )
    if around is not None and code.rpartition(".")[0] != around:
        told = _("The code %(code)r does not belong under %(around)r.")
        yield (*place, "code"), message(told, code=code, around=around)


def _questions(data: dict) -> Iterator[Finding]:
    allowed = data["scoring"]["not_applicable"]["allowed"]
    if allowed and "maximum" not in data["scoring"]["not_applicable"]:
        told = _("The key 'maximum' is missing: say how the maximum changes.")
        yield ("scoring", "not_applicable"), message(told)
    figures = {figure["id"] for figure in data.get("figures", ())}
    for place, question in (*placed_questions(data), *placed_variants(data)):
        if question["kind"] in FREE:
            continue
        yield from _of_kind(place, question, figures, data.get("bands", {}))
        if not allowed and question.get("not_applicable"):
            yield (
                (*place, "not_applicable"),
                message(_("This index allows no answer to be not applicable.")),
            )
        if not allowed and "show_if" in question:
            told = _(
                "A hidden question does not apply, which this index does not allow."
            )
            yield (*place, "show_if"), message(told)


def _of_kind(
    place: KeyPath, question: dict, figures: set[str], bands: dict
) -> Iterator[Finding]:
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
        told = _("There are %(anchors)s anchors for %(points)s levels of points.")
        yield (
            (*place, "anchors"),
            message(told, anchors=len(question["anchors"]), points=len(points)),
        )
    if question["kind"] == "single" and "points" not in question:
        yield (
            place,
            message(_("The key 'points' is missing: say what each choice is worth.")),
        )
    for level, (before, after) in enumerate(pairwise(points), 1):
        if after <= before:
            told = _("Points must rise: %(after)g comes after %(before)g.")
            yield (
                (*place, "points", level),
                message(told, after=float(after), before=float(before)),
            )


def _options(place: KeyPath, question: dict) -> Iterator[Finding]:
    ids = [option["id"] for option in question["options"]]
    for number, option in enumerate(question["options"]):
        here = (*place, "options", number)
        if option["id"] in ids[:number]:
            yield (*here, "id"), message(_ID_TWICE, id=option["id"])
        if option["id"].strip("abcdefghijklmnopqrstuvwxyz0123456789_-"):
            told = _(
                "The id may have small letters, digits, hyphens and underscores only."
            )
            yield (*here, "id"), message(told)
        if is_scored(question) and "points" not in option:
            yield (
                here,
                message(_("The key 'points' is missing: the question is scored.")),
            )
        if not is_scored(question) and "points" in option:
            yield (
                (*here, "points"),
                message(_("Nothing counts these points: the question is not scored.")),
            )
        if option.get("exclusive") and exact(option.get("points", 0)):
            yield (
                (*here, "points"),
                message(_("An option that excludes all others is worth no points.")),
            )
    if is_scored(question) and not any(
        option.get("exclusive") for option in question["options"]
    ):
        told = _(
            "One option must be `exclusive`, so that a person can say: none of these."
        )
        yield (*place, "options"), message(told)


def _ratio(
    place: KeyPath, question: dict, figures: set[str], bands: dict
) -> Iterator[Finding]:
    figure = question["denominator"].get("figure")
    if figure is not None and figure not in figures:
        yield (
            (*place, "denominator", "figure"),
            message(_("There is no figure %(figure)r."), figure=figure),
        )
    if question["bands"] not in bands:
        yield (
            (*place, "bands"),
            message(_("There are no bands %(bands)r."), bands=question["bands"]),
        )
    elif len(bands[question["bands"]]["cuts"]) + 1 != len(question["anchors"]):
        cuts = len(bands[question["bands"]]["cuts"])
        told = _(
            "%(cuts)s cuts make %(bands)s bands, but there are %(anchors)s anchors."
        )
        yield (
            (*place, "anchors"),
            message(told, cuts=cuts, bands=cuts + 1, anchors=len(question["anchors"])),
        )


def _steps(place: KeyPath, question: dict) -> Iterator[Finding]:
    steps = question["at_least"]
    if len(steps) != len(question["anchors"]):
        told = _("There are %(steps)s steps for %(anchors)s anchors.")
        yield (
            (*place, "at_least"),
            message(told, steps=len(steps), anchors=len(question["anchors"])),
        )
    if steps[0] != 0:
        yield (*place, "at_least", 0), message(_("The first step must be 0."))
    for level, (before, after) in enumerate(pairwise(steps), 1):
        if after <= before:
            told = _("Steps must rise: %(after)s comes after %(before)s.")
            yield (*place, "at_least", level), message(told, after=after, before=before)


def _groups(data: dict) -> Iterator[Finding]:
    """A group question stands for every criterion of its indicator."""
    for place, _pillar, indicator in placed_indicators(data):
        group = indicator.get("group_question")
        if group is None:
            continue
        here = (*place, "group_question")
        if (
            not data["scoring"]["not_applicable"]["allowed"]
            or "total" not in data["scoring"]
        ):
            told = _(
                "A group needs a weighted total and `not_applicable` allowed: its criteria may leave the sum."
            )
            yield here, message(told)
        for number, question in enumerate(indicator["questions"]):
            if question["kind"] != "level" or len(question["anchors"]) != len(
                group["anchors"]
            ):
                told = _(
                    "A criterion of a group has its %(levels)s levels, kind `level`."
                )
                yield (
                    (*place, "questions", number, "anchors"),
                    message(told, levels=len(group["anchors"])),
                )


def _levels_of(data: dict) -> dict[str, range]:
    """The levels that a comparison may name, by the code of the question."""
    first = data["scoring"]["points"].get("first_level", 0)
    found = {}
    for _place, question in placed_questions(data):
        if is_scored(question):
            begin = first if question["kind"] in ("level", "ratio", "count") else 0
            found[question["code"]] = range(begin, begin + len(points_of(question)))
    for _place, _pillar, part in placed_indicators(data):
        if "group_question" in part:
            found[part["code"]] = range(
                first, first + len(part["group_question"]["anchors"])
            )
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
                    told = _(
                        "The question %(code)r comes later; a branch may only look back."
                    )
                    yield (*place, "show_if"), message(told, code=code)
        if question["code"] in known:
            earlier.add(question["code"])


def _compared(
    condition: dict, known: dict[str, range], place: KeyPath
) -> Iterator[Finding]:
    for name in ("all", "any"):
        for position, part in enumerate(condition.get(name, ())):
            yield from _compared(part, known, (*place, name, position))
    if "not" in condition:
        yield from _compared(condition["not"], known, (*place, "not"))
    if "question" in condition:
        code = condition["question"]
        if code not in known:
            yield (*place, "question"), message(_NOT_SCORED, code=code)
            return
        for name in ("at_least", "at_most", "equals"):
            if name in condition and condition[name] not in known[code]:
                told = _("The question %(code)r has no level %(level)s.")
                yield (*place, name), message(told, code=code, level=condition[name])


def _checks(data: dict) -> Iterator[Finding]:
    known = _levels_of(data)
    for position, check in enumerate(data.get("checks", ())):
        place = ("checks", position)
        yield from _compared(check["when"], known, (*place, "when"))
        for number, code in enumerate(check["questions"]):
            if code not in known:
                yield (*place, "questions", number), message(_NOT_SCORED, code=code)
        for code in sorted(set(questions_in(check["when"])) - set(check["questions"])):
            told = _("The condition asks about %(code)r, which is not named here.")
            yield (*place, "questions"), message(told, code=code)


def _variants(data: dict) -> Iterator[Finding]:
    """Each variant fills every indicator left to it, and its tools add up to the maximum it states."""
    left = {
        part["code"]
        for _place, _pillar, part in placed_indicators(data)
        if "by_variant" in part
    }
    listed = data.get("variants", {}).get("list", [])
    if left and not listed:
        told = _("The indicator %(code)r is left to variants, but there are none.")
        yield ("pillars",), message(told, code=min(left))
    ids = [variant["id"] for variant in listed]
    for position, variant in enumerate(listed):
        place = ("variants", "list", position)
        if variant["id"] in ids[:position]:
            yield (*place, "id"), message(_ID_TWICE, id=variant["id"])
        for code in sorted(left ^ set(variant["questions"])):
            empty = _("The indicator %(code)r is left to variants, but empty here.")
            told = (
                empty
                if code in left
                else _("The indicator %(code)r is not left to variants.")
            )
            yield (*place, "questions"), message(told, code=code)
        yield from _maximum(place, variant)


def _maximum(place: KeyPath, variant: dict) -> Iterator[Finding]:
    questions = [
        question
        for part in variant["questions"].values()
        for question in part
        if is_scored(question)
    ]
    points = sum((points_of(question)[-1] for question in questions), Fraction(0))
    if "maximum" in variant and points != exact(variant["maximum"]):
        told = _("The questions add up to %(points)s points, not %(maximum)s.")
        yield (
            (*place, "maximum"),
            message(told, points=points, maximum=variant["maximum"]),
        )


def _tools(data: dict) -> Iterator[Finding]:
    """A tool builds on tools of the same list; and no tool builds on itself in the end."""
    lists: dict[KeyPath, dict[str, tuple[KeyPath, list[str]]]] = {}
    for place, question in (*placed_questions(data), *placed_variants(data)):
        if question["kind"] == "tool":
            lists.setdefault(place[:-1], {})[question["code"]] = (
                place,
                question.get("builds_on", []),
            )
    for tools in lists.values():
        for code, (place, below) in tools.items():
            for number, other in enumerate(below):
                if other not in tools:
                    told = _("There is no tool %(code)r in this list.")
                    yield (*place, "builds_on", number), message(told, code=other)
                if other in below[:number]:
                    yield (
                        (*place, "builds_on", number),
                        message(_("The tool %(code)r is named twice."), code=other),
                    )
            circle = circle_from(code, {one: found[1] for one, found in tools.items()})
            if circle:
                told = _("The tool builds on itself: %(circle)s.")
                yield (*place, "builds_on"), message(told, circle=" → ".join(circle))


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


QUESTION_RULES = (
    _ratio_bands,
    _codes,
    _questions,
    _groups,
    _conditions,
    _checks,
    _variants,
    _tools,
)
