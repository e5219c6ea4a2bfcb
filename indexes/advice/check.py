"""Everything that is wrong with an advice file, all at once, with key and line."""

from collections.abc import Iterator
from itertools import chain, pairwise
from pathlib import Path

from indexes.advice.check_enough import enough_findings
from indexes.advice.check_jobs import job_findings
from indexes.advice.check_laws import cover_findings, law_findings
from indexes.advice.check_options import option_findings
from indexes.advice.layout import ADVICE
from indexes.advice.model import EVERYBODY, by_size, own_words, said_of
from indexes.documents.reader import Document, KeyPath, Problem
from indexes.documents.sound import checked_beside, sound_index
from indexes.index.model import Index
from registry.sizes import SIZES

Finding = tuple[KeyPath, str]


def check_advice(path: Path, indexes: Path) -> tuple[Document, list[Problem]]:
    """The file as read, and its problems by line. indexes: the folder of the index files."""

    def findings(data: dict, stem: str) -> Iterator[Finding]:
        return _findings(data, stem, indexes)

    return checked_beside(path, ADVICE, findings)


def _findings(data: dict, stem: str, indexes: Path) -> Iterator[Finding]:
    if data["index"] != stem:
        yield ("index",), f"The name of the file says {stem!r}."
    yield from _ways(data)
    yield from _kinds(data)
    yield from _costs(data)

    # Against a faulty index every question might be right or wrong.
    file = indexes / f"{data['index']}.yaml"
    variants = sound_index(file)
    if not variants:
        yield ("index",), f"There is no sound and complete index file {file.name}."
        return
    yield from _confidences(data, variants[0])
    yield from _asked(data, variants)
    yield from _questions(data, variants)
    yield from job_findings(data, variants)
    yield from law_findings(data, list(_said(data)), variants)
    yield from cover_findings(data, variants)
    for index in variants:
        yield from _asked_and_used(data, index)


def _said(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """Wherever something is said of questions: in kinds, and of single ones."""
    for name, kind in data["kinds"].items():
        yield ("kinds", name), kind
    for code in data["questions"]:
        yield ("questions", code), own_words(data, code)


def _ways(data: dict) -> Iterator[Finding]:
    """Ways that are not told above, and ways told above that nobody is asked about."""
    known = data["ways"]
    for path, said in _said(data):
        yield from _unknown_ways((*path, "ways"), said.get("ways", []), known)
        for way in said.get("floor_where", {}):
            if way not in known:
                text = f"{way!r} is not among the ways."
                yield (*path, "floor_where", way), text
    for variant, ways in data["asked"].items():
        yield from _unknown_ways(("asked", variant), ways, known)
    asked = set(chain.from_iterable(data["asked"].values()))
    for way in known:
        if way not in asked:
            text = f"Nobody is asked about {way!r}."
            yield ("ways", way), text


def _unknown_ways(path: KeyPath, ways: list[str], known: dict) -> Iterator[Finding]:
    for number, way in enumerate(ways):
        if way not in known:
            text = f"{way!r} is not among the ways."
            yield (*path, number), text


def _kinds(data: dict) -> Iterator[Finding]:
    """Kinds that are not there, and kinds that no question is of."""
    used = set()
    for code in data["questions"]:
        kind = own_words(data, code).get("kind")
        used.add(kind)
        if kind is not None and kind not in data["kinds"]:
            text = f"{kind!r} is not among the kinds."
            yield ("questions", code), text
    for kind in data["kinds"]:
        if kind not in used:
            text = f"No question is of the kind {kind!r}."
            yield ("kinds", kind), text


def _costs(data: dict) -> Iterator[Finding]:
    """The least comes first, and a larger firm never pays less than a smaller one."""
    for path, said in _said(data):
        cost = said.get("cost")
        if cost is None:
            continue
        for size in SIZES:
            low, high = cost[size]
            if low > high:
                where = (*path, "cost", size)
                text = f"The least comes first: {low} is above {high}."
                yield where, text
        for smaller, larger in pairwise(SIZES):
            where = (*path, "cost", larger)
            yield from _falling(where, cost[smaller], cost[larger])


def _falling(path: KeyPath, smaller: list[int], larger: list[int]) -> Iterator[Finding]:
    if larger[0] < smaller[0] or larger[1] < smaller[1]:
        text = f"A larger firm would pay less: {larger} after {smaller}."
        yield path, text


def _confidences(data: dict, index: Index) -> Iterator[Finding]:
    top: tuple[KeyPath, dict] = ((), {"confidence": data["confidence"]})
    for path, said in [top, *_said(data)]:
        word = said.get("confidence")
        if word is not None and word not in index.confidence_words:
            known = ", ".join(sorted(index.confidence_words))
            text = f"{word!r} is not among the confidence_words of the index: {known}."
            yield (*path, "confidence"), text


def _asked(data: dict, variants: list[Index]) -> Iterator[Finding]:
    """Every industry is asked, and nobody else."""
    names = [index.variant or EVERYBODY for index in variants]
    for name in data["asked"]:
        if name not in names:
            known = ", ".join(names)
            text = f"{name!r} is no industry of the index; known are {known}."
            yield ("asked", name), text
    for name in names:
        if name not in data["asked"]:
            yield ("asked",), f"{name!r} is asked about no ways."


def _questions(data: dict, variants: list[Index]) -> Iterator[Finding]:
    """Each question once, though many industries ask it."""
    places: dict[str, Index] = {}
    for index in variants:
        for code in index.codes:
            places.setdefault(code, index)
    left = []
    for code, index in places.items():
        if code not in data["questions"] and _can_be_raised(index, code):
            left.append(code)
    if left:
        text = f"These can be raised and are not named: {', '.join(left)}."
        yield ("questions",), text
    for code in data["questions"]:
        if code in places:
            yield from _question(data, code, places[code])
        else:
            text = f"{code!r} is no scored question of {data['index']}."
            yield ("questions", code), text


def _can_be_raised(index: Index, code: str) -> bool:
    return index.step_facts(code).advises(0)


def _question(data: dict, code: str, index: Index) -> Iterator[Finding]:
    path: KeyPath = ("questions", code)
    said = said_of(data, code)
    if said.get("kind", "") not in {"", *data["kinds"]}:
        return  # which is told already, and nothing else can be judged
    for key in ("serves", "cost"):
        # A step that is good for nothing would never be asked for, nor one without a price.
        if not said.get(key) and _can_be_raised(index, code):
            text = f"Neither the question nor its kind has {key!r}."
            yield path, text
    yield from option_findings(said, code, index)
    yield from enough_findings(said, code, index)
    yield from _floors_where(said, code, index)
    if "floor" in said:
        where = (*path, "floor")
        yield from _floors(where, said["floor"], code, index)
    elif "law" in said and "floor_where" not in said:
        text = "A law asks for a floor; there is none."
        yield (*path, "law"), text


def _floors_where(said: dict, code: str, index: Index) -> Iterator[Finding]:
    """What such a firm needs is more than what each of its size does."""
    of_all = by_size(said.get("floor", index.shown_level(code, 0)))
    for way, floor in said.get("floor_where", {}).items():
        path: KeyPath = ("questions", code, "floor_where", way)
        yield from _floor(path, floor, code, index)
        least = min(of_all.values())
        if floor <= least:
            yield path, f"Every firm needs {least}; this is no more."


def _floors(
    path: KeyPath, floor: int | dict, code: str, index: Index
) -> Iterator[Finding]:
    if isinstance(floor, int):
        yield from _floor(path, floor, code, index)
        return
    for size in SIZES:
        yield from _floor((*path, size), floor[size], code, index)
    for smaller, larger in pairwise(SIZES):
        if floor[larger] < floor[smaller]:
            text = f"A larger firm would need less: {floor[larger]} after {floor[smaller]}."
            yield (*path, larger), text


def _floor(path: KeyPath, floor: int, code: str, index: Index) -> Iterator[Finding]:
    lowest = index.shown_level(code, 0)
    top = lowest + len(index.questions[code]["points"]) - 1
    if not lowest < floor <= top:
        text = f"The floor of {code!r} must be from {lowest + 1} to {top}, not {floor}."
        yield path, text
    elif not index.step_facts(code).advises(floor - lowest - 1):
        text = f"The index does not advise {code!r} up to level {floor}."
        yield path, text


def _asked_and_used(data: dict, index: Index) -> Iterator[Finding]:
    """What an industry is asked decides something there, and what decides there is asked.

    A way decides about questions, or about what the law asks.
    """
    name = index.variant or EVERYBODY
    asked = data["asked"].get(name, [])
    used: set[str] = set()
    for code in index.codes:
        if code not in data["questions"]:
            continue
        said = said_of(data, code)
        higher = said.get("floor_where", {})
        used.update(higher)
        ways = list(said.get("ways", []))
        # What all industries are asked needs more in some of them.
        if index.questions[code]["kind"] == "tool":
            ways += higher
        used.update(ways)
        for way in ways:
            if way not in asked:
                text = f"{name!r} is not asked about {way!r}, which decides here."
                yield ("questions", code), text
    for duty in data.get("duties", []):
        if name in duty.get("at", [name]):
            used.update(duty.get("ways", []))
    for number, way in enumerate(asked):
        if way not in used:
            text = f"{way!r} decides about no question and no duty of {name!r}."
            yield ("asked", name, number), text
