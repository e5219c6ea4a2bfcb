"""Indexes, their versions and what these ask: open to every token."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from api.v1.rights import OPEN
from api.v1.shapes import PageOf, Sent, Told
from indexes.index.model import Index
from indexes.index.questions import FREE, choosable
from indexes.models import IndexVersion
from indexes.queries import open_versions
from indexes.rules_page import head_of, is_known_in_part
from language.texts import in_language

MOST_VERSION = 2**31 - 1  # of the column

router = Router(auth=OPEN, tags=["indexes"])


class Named(Told):
    id: str
    name: str


class RungTold(Told):
    level: int
    name: str
    meaning: str


class VersionTold(Told):
    index: str
    version: int
    status: str = Field(description=_("published or retired"))
    title: str
    short_title: str
    decision: str
    decided_on: date
    audience: str
    checksum: str
    minutes: int


class IndexTold(VersionTold):
    versions: list[int]


class ContentTold(VersionTold):
    levels: list[RungTold]
    pillars: list[Named]
    variants: list[Named]


class ChoiceTold(Told):
    level: int
    text: str


class OptionTold(Told):
    id: str
    text: str


class QuestionTold(Told):
    code: str
    pillar: str
    indicator: str
    kind: str
    ask: str
    is_scored: bool
    may_not_apply: bool
    levels: list[ChoiceTold]
    options: list[OptionTold]


class VariantAsked(Sent):
    variant: str = Field("", max_length=40)


@router.get(
    "", response=PageOf[IndexTold], summary=_("Indexes in their newest version")
)
def indexes(request: HttpRequest) -> dict:
    by_index: dict[str, list[IndexVersion]] = {}
    for version in open_versions():
        by_index.setdefault(version.index_id, []).append(version)
    items = [_index(versions) for _id, versions in sorted(by_index.items())]
    return {"items": items, "next": None}


def _index(versions: list[IndexVersion]) -> dict:
    # The newest that is not retired came last.
    numbers = sorted(version.version for version in versions)
    return {**_version(versions[-1]), "versions": numbers}


def _version(version: IndexVersion) -> dict:
    head = head_of(version)
    decision = head["decision"]
    return {
        "index": version.index_id,
        "version": version.version,
        "status": version.status,
        "title": in_language(head["title"]),
        "short_title": in_language(head["short_title"]),
        "decision": decision["number"],
        "decided_on": str(decision["date"]),
        "audience": head["audience"],
        "checksum": version.checksum,
        "minutes": head.get("minutes", 0),
    }


@router.get(
    "/{slug:index}/versions/{int:number}",
    response=ContentTold,
    summary=_("A version: its levels, pillars and variants"),
)
def version(request: HttpRequest, index: str, number: int) -> dict:
    found = _found(index, number)
    whole = found.index
    variants = whole.variants.get("list", ())
    return {
        **_version(found),
        "levels": [_level(row) for row in whole.levels],
        "pillars": [_named(pillar, "code") for pillar in whole.pillars],
        "variants": [_named(variant, "id") for variant in variants],
    }


def _found(index: str, number: int) -> IndexVersion:
    # What no column holds is no version.
    if number > MOST_VERSION:
        raise Http404
    found = open_versions().filter(index_id=index, version=number).first()
    # What is known in part only has nothing to answer.
    if found is None or is_known_in_part(found):
        raise Http404
    return found


def _level(row: dict) -> dict:
    name, meaning = in_language(row["name"]), in_language(row.get("meaning"))
    return {"level": row["level"], "name": name, "meaning": meaning}


def _named(part: dict, key: str) -> dict:
    return {"id": part[key], "name": in_language(part["name"])}


@router.get(
    "/{slug:index}/versions/{int:number}/questions",
    response=PageOf[QuestionTold],
    summary=_("What a version asks, in the order of the questionnaire"),
    description=_("Of an index with variants: what all share, until one is named."),
)
def questions(
    request: HttpRequest, index: str, number: int, asked: Query[VariantAsked]
) -> dict:
    found = _found(index, number)
    listed = [row["id"] for row in found.index.variants.get("list", ())]
    if asked.variant and asked.variant not in listed:
        raise Http404
    whole = found.index_in(asked.variant)
    items = [_question(whole, code) for code in whole.questions]
    return {"items": items, "next": None}


def _question(index: Index, code: str) -> dict:
    question = index.questions[code]
    return {
        "code": code,
        "pillar": question["pillar"],
        "indicator": question["indicator"],
        "kind": question["kind"],
        "ask": in_language(question["ask"]),
        "is_scored": code in index.places,
        "may_not_apply": bool(question.get("not_applicable")),
        "levels": _choices(question),
        "options": [_option(option) for option in question.get("options", ())],
    }


def _choices(question: dict) -> list[dict]:
    """Nothing of what is typed freely, or chosen from options."""
    if question["kind"] in FREE or question["kind"] == "multiple":
        return []
    anchors = question["anchors"]
    return [
        {"level": level, "text": in_language(anchors[level])}
        for level in choosable(question)
    ]


def _option(option: dict) -> dict:
    return {"id": option["id"], "text": in_language(option["name"])}
