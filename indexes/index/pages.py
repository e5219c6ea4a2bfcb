"""The pages of the questionnaire that an index asks for."""

from dataclasses import dataclass

from django.utils.text import slugify

from indexes.index.questions import questions_of

LONGEST_PAGE = 10  # a pillar with more questions is split by indicator


@dataclass(frozen=True)
class Page:
    """One page of the questionnaire: a pillar, or one indicator of a long pillar.

    refines: the code of the group whose criteria the page asks one by one; such a page is beside the way.
    """

    slug: str
    pillar: str
    indicator: str | None
    title: dict[str, str]
    codes: tuple[str, ...]  # every question of the page, free information included
    refines: str = ""


def tools_of(pillars: list[dict]) -> dict[str, tuple[str, ...]]:
    """Tools that are ticked in one list, under the code of their indicator."""
    found: dict[str, tuple[str, ...]] = {}
    for _, indicator, question in questions_of(pillars):
        if question["kind"] == "tool":
            found[indicator["code"]] = (
                *found.get(indicator["code"], ()),
                question["code"],
            )
    return found


def pages_of(pillar: dict) -> list[Page]:
    """The pages of a pillar: its questions or groups, then beside them a page for the criteria of each group."""
    parts = [(part, _asked_of(part)) for part in pillar["indicators"]]
    parts = [(part, codes) for part, codes in parts if codes]
    if len(parts) == 1 or sum(len(codes) for _, codes in parts) <= LONGEST_PAGE:
        codes = tuple(code for _, own in parts for code in own)
        steps = (
            [Page(_slug(pillar), pillar["code"], None, pillar["name"], codes)]
            if codes
            else []
        )
    else:
        steps = [
            Page(_slug(part), pillar["code"], part["code"], part["name"], codes)
            for part, codes in parts
        ]
    return steps + [
        _refining(pillar, part) for part, _ in parts if "group_question" in part
    ]


def _asked_of(part: dict) -> tuple[str, ...]:
    """Codes asked on the way; what the profile tells is not asked again."""
    return tuple(
        question["code"]
        for question in part["questions"]
        if "grouped_by" not in question and "from_profile" not in question
    )


def _refining(pillar: dict, part: dict) -> Page:
    codes = tuple(
        question["code"] for question in part["questions"] if "grouped_by" in question
    )
    return Page(
        f"{_slug(part)}-chi-tiet",
        pillar["code"],
        part["code"],
        part["name"],
        codes,
        refines=part["code"],
    )


def _slug(part: dict) -> str:
    """Starts with the code, so that it is unique: 1-1-hien-dien-truc-tuyen."""
    name = part["name"]["vi"].replace("đ", "d").replace("Đ", "d")
    return slugify(f"{part['code'].replace('.', '-')} {name}")[:60].rstrip("-")
