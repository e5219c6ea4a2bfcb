"""A crosswalk from the small index to another that asks the same."""

from copy import deepcopy
from pathlib import Path

import yaml

from indexes.crosswalk.check import check_crosswalk
from tests.builders import small_document

DOCUMENT = {
    "crosswalk": {
        "id": "small--other",
        "version": 1,
        "from": "small",
        "to": "other",
        "confidence": "ours",
        "note": {"vi": "Ghi chú", "en": "A note"},
    },
    "confidence_words": {"ours": {"vi": "Của chúng tôi", "en": "Ours"}},
    "rows": [
        {
            "from": "1.1.1",
            "to": ["1.1.1"],
            "sure": "ours",
            "levels": {"0": 0, "1": [1, 2], "5": 5},
        },
        {
            "to": ["3.1.1"],
            "sure": "ours",
            "cases": [
                {
                    "when": {
                        "all": [
                            {"question": "3.1.1", "at_least": 2},
                            {"question": "2.1.1", "at_least": 1},
                        ]
                    },
                    "level": 3,
                },
                {"when": {"question": "3.1.1", "at_most": 0}, "level": [0, 1]},
            ],
        },
    ],
    "without": {
        "from": [
            {
                "codes": ["1.1.2", "2.1.2", "2.2", "3.1.2"],
                "why": {"vi": "Không hỏi", "en": "Not asked"},
            }
        ],
        "to": [
            {"codes": ["1", "2", "3"], "why": {"vi": "Chưa hỏi", "en": "Never asked"}}
        ],
    },
}


def other_document() -> dict:
    document = small_document()
    document["index"]["id"] = "other"
    return document


def problems_of(folder: Path, document: dict) -> list[str]:
    file = folder / "small--other.yaml"
    file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    return [
        f"{problem.line}: {problem.place}: {problem.text}"
        for problem in check_crosswalk(file, folder)[1]
    ]


def spoilt(place: list, value: object) -> dict:
    document = deepcopy(DOCUMENT)
    part = document
    for key in place[:-1]:
        part = part[key]
    part[place[-1]] = value
    return document
