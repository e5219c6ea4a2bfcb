"""What the shipped indexes call things: as an owner would, the trade's foreign word beside it."""

import re
from collections.abc import Iterator

import pytest

from indexes.index.model import Index, variants_of
from tests.builders import index_document

# Each may stand in brackets behind plain words, never for them.
FOREIGN = re.compile(
    r"\b(dashboard|loyalty|chatbot|marketing|booking|handheld|voucher|checklist"
    r"|control tower|auto-planning|cloud kitchen|omnichannel|hub|mobile app"
    r"|ota|crm|hrm|oms|wms|tms|erp|bim|cde|iot|ai|bi|vr|lms|pms|plm|rpa|ocr|haccp)\b",
    re.IGNORECASE,
)
# Words of offices: nobody says them across a counter.
STIFF = re.compile(
    r"danh mục của ngành|quan hệ phụ thuộc|triển khai|nhằm|đáp ứng|tối ưu hóa|nâng cao"
    r"|thúc đẩy|tiến hành|bình quân|trên môi trường|nguồn lực|thâm nhập"
)
SPOKEN = {"why", "ask", "counts", "where", "proof", "task", "say"}
SME = index_document("dbi-2025-sme")


def spoken(part: object, name: str = "") -> Iterator[str]:
    """What is ours to say: reasons, questions, help, tasks, doubts about answers."""
    if isinstance(part, list):
        for each in part:
            yield from spoken(each)
    elif isinstance(part, dict) and name in SPOKEN and "vi" in part:
        yield part["vi"]
    elif isinstance(part, dict):
        for key, each in part.items():
            # Questions in words of a trade stand under their codes.
            yield from spoken(each, "ask" if name == "asks" else key)


def tools() -> dict[str, str]:
    names = {}
    for index in variants_of(SME):
        for code in index.tools["7.2"]:
            names[code] = index.questions[code]["name"]["vi"]
    return names


def test_a_foreign_word_never_stands_for_a_tool_by_itself():
    names = tools()
    assert len(names) == 538
    alone = {}
    for code, name in names.items():
        plain = re.sub(r"\([^)]*\)", "", name)
        if FOREIGN.search(plain):
            alone[code] = name
    assert alone == {}


def test_no_two_tools_of_an_industry_are_called_the_same():
    for index in variants_of(SME):
        names = [index.questions[code]["name"]["vi"] for code in index.tools["7.2"]]
        assert len(set(names)) == len(names) > 0, index.variant


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    ("index_id", "code"),
    [("dbi-2021-sme", "1.1.2"), ("dbi-2025-sme", "2.5"), ("dbi-2025-large", "1.2.6")],
)
def test_zalo_is_among_the_channels_wherever_they_are_asked_about(
    index_id, code, language
):
    question = Index(index_document(index_id)).questions[code]
    options = [option["name"][language] for option in question.get("options", ())]
    assert "Zalo" in " ".join([question["ask"][language], *options])


@pytest.mark.parametrize("index_id", ["dbi-2021-sme", "dbi-2025-sme"])
def test_what_a_small_firm_is_asked_and_told_is_in_no_words_of_an_office(index_id):
    said = list(spoken(index_document(index_id)))
    assert len(said) > 70
    assert list(filter(STIFF.search, said)) == []
