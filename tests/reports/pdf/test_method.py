"""How the level came about, where the rules come from, and how to check the report."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from reports.contents.levels import Rung
from reports.contents.signature import Signature
from reports.contents.source import Assumption
from reports.pdf.method import method
from tests.reports.pdf.flowables import text_of
from tests.reports.records import (
    AT,
    CHECKED,
    DECLARED,
    LEVELS,
    make_contents,
    make_source,
)


def said(**fields) -> str:
    with translation.override("en"):
        return text_of(method(make_contents(**fields)))


def source_said(**fields) -> str:
    return said(source=make_source(**fields))


def test_the_index_stands_with_its_version_and_where_all_its_rules_are():
    text = source_said(version=3)
    assert "Bộ chỉ số mẫu (Mẫu, version 3)" in text
    assert "https://mau.example/bo-chi-so/mau/?phien-ban=1" in text


def test_without_an_address_nothing_is_said_of_rules_elsewhere():
    assert "All its rules" not in source_said(rules_url="")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {},
            "Decision: 1567/QĐ-BTTTT, 12/10/2021, Bộ Thông tin và Truyền thông",
        ),
        ({"decided_on": None, "issuer": ""}, "Decision: 1567/QĐ-BTTTT"),
        (
            {"superseded_by": ("2158/QĐ-BTTTT (2023-11-07)", "Luật mới")},
            "Superseded by: 2158/QĐ-BTTTT (07/11/2023); Luật mới",
        ),
    ],
)
def test_the_decision_is_told_with_its_day_and_what_came_after(fields, text):
    assert text in source_said(**fields)


def test_an_index_without_a_decision_has_none_told():
    text = source_said(decision="", superseded_by=("Luật mới",))
    assert "Decision:" not in text
    assert "Superseded" not in text


def test_that_answers_were_read_anew_stands_only_where_they_were():
    assert "read anew" not in said()
    assert "were read anew on 20/12/2026" in said(read_anew_at=AT + timedelta(days=30))


@pytest.mark.parametrize(
    ("pillars", "words"),
    [
        (2, "asks for a total and for enough pillars at a level"),
        (0, "the total gives the overall level"),
    ],
)
def test_the_rules_are_told_as_the_index_has_them(pillars, words):
    ladder = (Rung(LEVELS[0], None, 0, 0), Rung(LEVELS[1], Decimal(20), pillars, 2))
    text = said(ladder=ladder, source=make_source(engine_version="1.4"))
    assert words in text
    assert "Scoring engine: version 1.4." in text


@pytest.mark.parametrize(
    ("answered", "tools", "words"),
    [
        (12, 0, "Answers: 12."),
        (1200, 0, "Answers: 1,200."),
        (9, 4, "Answers: 9, of which 4 are tools of a list."),
    ],
)
def test_the_answers_are_counted(answered, tools, words):
    assert words in said(answered=answered, source=make_source(tools=tools))


def test_to_whom_the_answers_are_cut_away_none_are_counted_rather_than_zero():
    assert "Answers:" not in said(answered=0)


def test_how_far_to_trust_it_is_told_to_whom_it_is_open():
    assert "How far to trust it: Self-declared." in said(grade=DECLARED)
    assert "How far to trust it: Checked by a reviewer." in said(grade=CHECKED)
    untold = replace(DECLARED, name="")
    assert "How far to trust it" not in said(grade=untold)


def test_what_is_assumed_is_told_with_how_many_rules_carry_it():
    assumptions = (Assumption("ours", "Chúng tôi tự đặt", 1200),)
    text = source_said(assumptions=assumptions)
    assert "What is certain and what is assumed" in text
    assert "Chúng tôi tự đặt 1,200" in text
    assert "What is certain" not in source_said(assumptions=())


def test_notes_of_the_source_and_of_its_rules_are_told():
    text = source_said(note="Bản dịch của chúng tôi.", rule_notes=("Làm tròn xuống.",))
    assert "Bản dịch của chúng tôi." in text
    assert "• Làm tròn xuống." in text


def test_the_code_to_check_the_report_stands_with_its_address():
    text = said()
    assert "K7QM-2FXT-9HJP" in text
    assert "https://mau.example/xac-thuc/K7QM-2FXT-9HJP/" in text


def test_all_of_it_is_kept_together():
    assert len(list(method(make_contents()))) == 1


@pytest.mark.parametrize(("is_made", "warns"), [(True, True), (False, False)])
def test_whose_signature_the_file_carries_is_told(is_made, warns):
    text = said(signature=Signature("Trung tâm Thử", is_made))
    assert "This file is signed by Trung tâm Thử." in text
    assert ("nobody vouches for it" in text) is warns


def test_a_file_without_a_signature_claims_none():
    assert "signed" not in said(signature=None)
