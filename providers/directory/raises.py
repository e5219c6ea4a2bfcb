"""Which questions of each index a solution raises, in the words of the questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from indexes.models import IndexVersion
from indexes.queries import answerable_versions
from language.texts import in_language
from providers.directory.capabilities import helpers_of
from providers.models import Solution

MOST = 12  # questions of one index; a page tells how many more there are


@dataclass(frozen=True)
class Raised:
    """questions: code and words. more: how many are not listed."""

    index: str
    questions: list[tuple[str, str]]
    more: int


def raised_by(solution: Solution) -> list[Raised]:
    """Of each index that is published: one query once this process has read them."""
    return [each for each in _raised(solution) if each.questions]


def _raised(solution: Solution) -> Iterator[Raised]:
    abilities = {
        part["capability"] for part in solution.improves if "capability" in part
    }
    named = {part["question"] for part in solution.improves if "question" in part}
    for key, index_id in newest_published().items():
        title, texts = _texts_of(key)
        codes = [
            code
            for code, helpers in helpers_of(index_id).items()
            if abilities & _flat(helpers)
        ]
        if solution.index_id == index_id:
            codes += sorted(named - set(codes))
        known = [code for code in codes if code in texts]
        questions = [(code, in_language(texts[code])) for code in known[:MOST]]
        yield Raised(in_language(title), questions, len(known) - len(questions))


def newest_published() -> dict[int, str]:
    """The id of each index by the key of its newest version."""
    rows = answerable_versions().filter(status=IndexVersion.Status.PUBLISHED)
    newest: dict[str, int] = {}
    for key, index_id in rows.order_by("version").values_list("pk", "index_id"):
        newest[index_id] = key
    return {key: index_id for index_id, key in sorted(newest.items())}


# Published versions never change, and a document has hundreds of kilobytes.
@cache
def _texts_of(key: int) -> tuple[Mapping[str, str], Mapping[str, Mapping[str, str]]]:
    version = IndexVersion.objects.get(pk=key)
    texts = {}
    for index in version.variants:
        for code, question in index.questions.items():
            texts[code] = question.get("name") or question.get("text") or {}
    return version.index.short_title, texts


def _flat(helpers: object) -> set[str]:
    if isinstance(helpers, Mapping):
        return {name for names in helpers.values() for name in names}
    return set(helpers)
