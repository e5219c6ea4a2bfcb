"""What is wrong with the laws and duties of an advice file, and with what tools cover."""

from collections.abc import Iterator, Sequence

from indexes.advice.model import EVERYBODY, own_words
from indexes.documents.reader import KeyPath
from indexes.index.model import Index

Finding = tuple[KeyPath, str]
Said = Sequence[tuple[KeyPath, dict]]


def law_findings(data: dict, said: Said, variants: list[Index]) -> Iterator[Finding]:
    """Laws that are not told above, those that nothing names, duties of nobody."""
    laws = data.get("laws", {})
    named = set()
    for path, words in said:
        law = words.get("law")
        named.add(law)
        if law is not None and law not in laws:
            yield (*path, "law"), f"{law!r} is not among the laws."
    for law in laws:
        if law not in named:
            yield ("laws", law), f"Nothing is asked by {law!r}."
    yield from _duties(data, variants)


def _duties(data: dict, variants: list[Index]) -> Iterator[Finding]:
    industries = [index.variant or EVERYBODY for index in variants]
    for number, duty in enumerate(data.get("duties", [])):
        path: KeyPath = ("duties", number)
        for place, name in enumerate(duty.get("at", [])):
            if name not in industries:
                yield (*path, "at", place), f"{name!r} is no industry of the index."
        # Whoever is not asked about a way is never known to work so.
        asked = {
            way
            for name in duty.get("at", industries)
            for way in data["asked"].get(name, [])
        }
        for place, way in enumerate(duty.get("ways", [])):
            if way not in asked:
                yield (*path, "ways", place), f"{way!r} is not asked there."


def cover_findings(data: dict, variants: list[Index]) -> Iterator[Finding]:
    """A tool covers others of its own industry that do not have to be there before it."""
    for code in data["questions"]:
        for number, part in enumerate(own_words(data, code).get("covers", [])):
            path: KeyPath = ("questions", code, "covers", number)
            index = next((one for one in variants if code in one.places), None)
            if index is None or part not in index.places or part == code:
                yield path, f"{part!r} is no other question beside {code!r}."
            elif part in index.step_facts(code).after:
                yield (
                    path,
                    f"{code!r} waits for {part!r}, so that it does not come with it.",
                )
