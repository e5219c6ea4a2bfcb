"""A step beside the least that Django needs for it: both do what they are measured for."""

import pytest
from django.test import override_settings

from performance import steps
from performance.frame.browser import IN_PROCESS
from performance.steps import longest_step, of_index
from survey.models import Answer, AnswerChange
from tests.builders import index_document, make_index_version

pytestmark = pytest.mark.django_db


@pytest.fixture
def step(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")
    with override_settings(**IN_PROCESS):
        step = longest_step(make_index_version(index_document("dbi-2021-sme")))
        step.answer_everything()
        yield step


def test_the_bare_template_asks_the_same(step):
    page = step.draw_bare().content.decode()
    for code in step.page.codes:
        for value in step.form.choices[code]:
            # "Does not apply" is no level.
            assert value == "na" or f'name="{code}"\nvalue="{value}"' in page
    framed = step.draw_framed().content.decode()
    assert page in framed
    assert "site-footer" in framed
    drawn = step.draw().decode()
    assert "site-footer" in drawn
    assert all(f'id="q-{code}"' in drawn for code in step.page.codes)


def test_both_write_every_row_of_the_page(step):
    changes = AnswerChange.objects.count()
    step.send(step.form.filled(0))
    assert AnswerChange.objects.count() == changes + len(step.page.codes)
    step.write(2)
    assert {answer.level for answer in step.rows} == {2}
    kept = Answer.objects.filter(assessment=step.rows[0].assessment)
    assert set(kept.values_list("level", flat=True)) == {2}
    step.send_kept(step.form.filled(0))
    history = AnswerChange.objects.filter(assessment=step.rows[0].assessment)
    assert history.count() == len(step.page.codes)
    assert set(history.values_list("revision")) == set(kept.values_list("revision"))


def test_one_answer_saved_changes_it_each_time(step):
    before = Answer.objects.get(assessment=step.draft, question=step.picked).revision
    step.save_one(0)
    step.save_one(1)
    after = Answer.objects.get(assessment=step.draft, question=step.picked).revision
    assert after >= before + 1


def test_each_row_has_its_limit(monkeypatch):
    monkeypatch.setenv("BENCH_SCALE", "0.01")
    with override_settings(**IN_PROCESS):
        drawn, framed, sent, kept, saved = of_index(
            make_index_version(index_document("dbi-2021-sme"))
        )
    assert framed.goal == kept.goal == ""
    assert drawn.goal == f"≤ {steps.DRAWN} ×"
    assert sent.goal == f"≤ {steps.SENT} ×"
    assert saved.limit == steps.SAVED
