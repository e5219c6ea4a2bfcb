"""Advice for tests/indexes/wide.yaml: levels from 1, groups, choices, two industries."""

import shutil
from copy import deepcopy
from pathlib import Path

import yaml

from indexes.advice.check import check_advice
from indexes.advice.model import Advice
from registry.sizes import SIZES
from tests.builders import INDEXES


def alike(least: int, most: int) -> dict[str, list[int]]:
    """The same cost for every size, so that a test can spoil one of them."""
    return {size: [least, most] for size in SIZES}


ADVICE = {
    "index": "wide",
    "version": 1,
    "confidence": "assumed",
    "note": {"vi": "Của chúng tôi", "en": "Ours"},
    "ways": {
        "online": {"vi": "bán qua mạng", "en": "sell online"},
        "stock": {"vi": "có kho", "en": "keep stock"},
        "branches": {"vi": "nhiều điểm bán", "en": "several shops"},
        "farm": {"vi": "có ruộng", "en": "have fields"},
        "machines": {"vi": "có máy", "en": "have machines"},
    },
    "laws": {"e_invoice": {"say": {"vi": "hóa đơn điện tử", "en": "e-invoices"}}},
    "asked": {
        "shop": ["online", "stock", "branches"],
        "farm": ["online", "farm", "machines"],
    },
    "kinds": {
        "customers": {
            "serves": {"sell": 3, "know": 1},
            "cost": alike(0, 2000000),
        },
        "web": {
            "serves": {"sell": 2},
            "ways": ["online"],
            "cost": alike(1000000, 5000000),
        },
        "tool": {
            "serves": {"time": 2},
            "ways": ["stock"],
            "cost": alike(0, 0),
        },
    },
    "questions": {
        "1.1": "customers",
        "1.1.1": "customers",
        "1.1.2": {"kind": "customers", "floor": 2, "law": "e_invoice"},
        "1.2": {"kind": "customers", "floor": 3},
        "1.2.1": {"serves": {"safe": 1}, "cost": alike(0, 1)},
        "2.1": {"kind": "web", "floor": 2},
        "3.1.s-1": "tool",
        "3.1.s-2": {"kind": "tool", "ways": []},
        "3.1.s-3": {"kind": "tool", "confidence": "two_sources"},
        "3.1.s-4": {"kind": "tool", "ways": ["branches"]},
        "3.1.f-1": {"kind": "tool", "ways": ["farm", "machines"]},
        "3.1.f-2": {"kind": "tool", "ways": ["farm"], "serves": {"rules": 1}},
    },
}


def example_advice() -> Advice:
    return Advice(ADVICE)


def make_folder(path: Path, document: dict) -> Path:
    """A folder of fixtures with the index and this advice beside it."""
    for name in ("advice", "indexes"):
        (path / name).mkdir()
    shutil.copy(INDEXES / "wide.yaml", path / "indexes")
    write_advice(path, document)
    return path


def write_advice(folder: Path, document: dict) -> Path:
    file = folder / "advice" / "wide.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    return file


def problems_of(folder: Path, document: dict) -> list[str]:
    """As check_advice tells them."""
    file = write_advice(folder, document)
    _, problems = check_advice(file, folder / "indexes")
    return list(map(str, problems))


def with_jobs() -> dict:
    """The same with its tools in two jobs, one of which a shop calls by a name of its own."""
    document = deepcopy(ADVICE)
    document["jobs"] = {
        "selling": {"name": {"vi": "Bán hàng", "en": "Selling"}},
        "work": {
            "name": {"vi": "Xưởng", "en": "Workshop"},
            "at": {"shop": {"vi": "Sạp", "en": "The stall"}},
        },
    }
    document["kinds"]["tool"]["job"] = "work"
    document["questions"]["3.1.s-2"]["job"] = "selling"
    return document


def spoilt(place: list, value: object, sound: dict = ADVICE) -> dict:
    document = deepcopy(sound)
    part = document
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return document


def without(place: list) -> dict:
    document = deepcopy(ADVICE)
    part = document
    for key in place[:-1]:
        part = part[key]
    del part[place[-1]]
    return document
