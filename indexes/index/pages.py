"""The pages of the questionnaire that an index asks for."""

from dataclasses import dataclass

from django.utils.text import slugify

from indexes.index.questions import questions_of
from language.collation import unaccented

# Addresses beside those of pages, which no code and name may make.
TAKEN = (
    "bo",
    "cung-tra-loi",
    "de-sau",
    "gop-y",
    "ho-so",
    "ky-moi",
    "minh-chung",
    "nganh",
    "nhan",
    "nop",
    "sua",
    "xem-lai",
)
LONGEST_PAGE = 10  # a pillar with more questions is split by indicator
Part = tuple[dict, tuple[str, ...]]  # an indicator, and what it asks on the way


@dataclass(frozen=True)
class Page:
    """One page of the questionnaire: a pillar, or one indicator of a long pillar.

    refines: the code of the group whose criteria the page asks one by one; such a page is beside
    the way.
    """

    slug: str
    pillar: str
    indicator: str | None
    title: dict[str, str]
    codes: tuple[str, ...]  # every question of the page, free information included
    refines: str = ""


def tools_of(pillars: list[dict]) -> dict[str, tuple[str, ...]]:
    """Tools that are ticked in one list, under the code of their indicator."""
    tools: dict[str, tuple[str, ...]] = {}
    for _pillar, indicator, question in questions_of(pillars):
        if question["kind"] == "tool":
            # In index order, whatever else is asked between two tools.
            before = tools.get(indicator["code"], ())
            tools[indicator["code"]] = (*before, question["code"])
    return tools


def place_of(question: dict) -> str:
    """Where a question is met, and counted once: a tool in its list, any other by itself."""
    return question["indicator"] if question["kind"] == "tool" else question["code"]


def pages_of(pillar: dict) -> list[Page]:
    """The pages of a pillar: its questions or groups, then one for the criteria of each group."""
    parts = _asking(pillar)
    pages = _on_the_way(pillar, parts)
    for indicator, _codes in parts:
        if "group_question" in indicator:
            pages.append(_refining(pillar, indicator))
    return pages


def _asking(pillar: dict) -> list[Part]:
    """Indicators with what they ask, without those that ask nothing."""
    parts = []
    for indicator in pillar["indicators"]:
        codes = _asked_of(indicator)
        if codes:
            parts.append((indicator, codes))
    return parts


def _on_the_way(pillar: dict, parts: list[Part]) -> list[Page]:
    """One page for all, or one for each indicator where that would be too long."""
    codes: tuple[str, ...] = ()
    for _indicator, own in parts:
        codes += own
    # A pillar left to variants asks nothing before one is named.
    if not codes:
        return []
    if len(parts) == 1 or len(codes) <= LONGEST_PAGE:
        whole = Page(_slug(pillar), pillar["code"], None, pillar["name"], codes)
        return [whole]
    pages = []
    for part, own in parts:
        page = Page(_slug(part), pillar["code"], part["code"], part["name"], own)
        pages.append(page)
    return pages


def _asked_of(indicator: dict) -> tuple[str, ...]:
    """Codes asked on the way; what the profile tells is not asked again."""
    codes = []
    for question in indicator["questions"]:
        if "grouped_by" not in question and "from_profile" not in question:
            codes.append(question["code"])
    return tuple(codes)


def _refining(pillar: dict, indicator: dict) -> Page:
    codes = []
    for question in indicator["questions"]:
        if "grouped_by" in question:
            codes.append(question["code"])
    return Page(
        slug=f"{_slug(indicator)}-chi-tiet",
        pillar=pillar["code"],
        indicator=indicator["code"],
        title=indicator["name"],
        codes=tuple(codes),
        refines=indicator["code"],
    )


def _slug(part: dict) -> str:
    """Starts with the code, so that it is unique: 1-1-hien-dien-truc-tuyen."""
    name = unaccented(part["name"]["vi"])
    slug = slugify(f"{part['code'].replace('.', '-')} {name}")[:60].rstrip("-")
    return f"{slug}-trang" if slug in TAKEN else slug
