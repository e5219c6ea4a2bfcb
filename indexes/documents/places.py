"""Where the questions of a document stand, as the rules that judge them go over them."""

from collections.abc import Iterator

from indexes.documents.reader import KeyPath
from indexes.index.questions import variants_in


def placed_indicators(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The indicators; a pillar with questions of its own stands for its one indicator."""
    for position, pillar in enumerate(data["pillars"]):
        if "questions" in pillar:
            yield ("pillars", position), pillar
        for order, indicator in enumerate(pillar.get("indicators", ())):
            yield ("pillars", position, "indicators", order), indicator


def placed_questions(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions that everybody is asked, in index order; groups are not among them."""
    for path, indicator in placed_indicators(data):
        for number, question in enumerate(indicator.get("questions", ())):
            yield (*path, "questions", number), question


def placed_variants(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions of all variants."""
    for position, variant in enumerate(variants_in(data)):
        for code, questions in variant["questions"].items():
            path = ("variants", "list", position, "questions", code)
            for number, question in enumerate(questions):
                yield (*path, number), question


def placed_everywhere(data: dict) -> Iterator[tuple[KeyPath, dict]]:
    """The questions that everybody is asked, then those of all variants."""
    yield from placed_questions(data)
    yield from placed_variants(data)


def placed_in(data: dict, variant: dict) -> Iterator[tuple[KeyPath, dict]]:
    """What an enterprise of this variant is asked, in index order; groups are not among them."""
    own = variant["questions"]
    position = variants_in(data).index(variant)
    for path, indicator in placed_indicators(data):
        questions = indicator.get("questions", ())
        here: KeyPath = (*path, "questions")
        if "by_variant" in indicator:
            questions = own.get(indicator["code"], ())
            here = ("variants", "list", position, "questions", indicator["code"])
        for number, question in enumerate(questions):
            yield (*here, number), question
