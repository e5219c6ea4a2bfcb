"""What `rescore` says: how many results were added, and why others stay as they are."""

from collections import Counter

import pytest
from django.core.management import CommandError

from accounts.models import AuditEvent
from survey.management.commands.rescore import REASONS, _most_first
from survey.results import rereading
from survey.results.rereading import Reason
from tests.builders import make_index_version, make_result, small_document
from tests.survey.results.versions import (
    added,
    newer,
    question_in,
    rescore,
    worth_more,
)

pytestmark = pytest.mark.django_db


def test_a_dry_run_counts_and_keeps_nothing():
    make_result()
    newer(worth_more)
    assert "1 result would be added (dry run: nothing was kept)" in rescore("--dry-run")
    assert added() == []
    assert not AuditEvent.objects.filter(action="results.read_anew").exists()


def test_a_question_that_was_never_asked_keeps_everybody_out_and_is_named():
    def one_more(document):
        document["pillars"][2]["indicators"][0]["questions"].append(
            {**question_in(document, "1.1.1"), "code": "3.1.9"}
        )

    make_result()
    newer(one_more)
    told = rescore()
    assert "0 results added" in told
    assert "1: question 3.1.9 is new in this version and was never asked" in told


def test_other_words_are_named_and_keep_nobody_out():
    def other_words(document):
        question_in(document, "1.1.1")["ask"] = {
            "vi": "Trang web ra sao?",
            "en": "How is the site?",
        }

    make_result()
    newer(other_words)
    told = rescore()
    assert "1 result added" in told
    assert (
        "Worded otherwise than in version 1, levels taken to mean the same: 1.1.1"
        in told
    )


@pytest.mark.parametrize(
    ("index", "said"), [("khong-co", "There is no index"), ("small", "all are retired")]
)
def test_what_cannot_be_read_is_told(index, said):
    make_index_version(status="retired")
    with pytest.raises(CommandError, match=said):
        rescore(index=index)


def test_an_index_known_in_part_reads_nothing():
    document = small_document()
    make_index_version(
        {**document, "index": {**document["index"], "status": "partial"}}
    )
    with pytest.raises(CommandError, match="known in part only"):
        rescore()


def test_what_is_known_is_named_where_an_index_is_not():
    make_index_version()
    with pytest.raises(CommandError, match="Known are: small"):
        rescore(index="khong-co")


def test_a_batch_of_nothing_is_refused():
    with pytest.raises(CommandError, match="--batch must be 1 or more"):
        rescore("--batch", "0")


def test_every_reason_has_words():
    assert set(REASONS) == set(rereading.REASONS)


def test_the_reason_that_keeps_most_out_comes_first_and_equals_by_name():
    refused = Counter(
        {
            Reason("levels_changed", "1.1.1"): 2,
            Reason("question_new", "3.1.9"): 5,
            Reason("levels_changed", "1.1.2"): 2,
        }
    )
    assert [(reason.question, count) for reason, count in _most_first(refused)] == [
        ("3.1.9", 5),
        ("1.1.1", 2),
        ("1.1.2", 2),
    ]


def test_who_compares_with_others_is_told_what_to_run_next():
    make_result()
    newer(worth_more)
    assert "manage.py refresh_benchmark small" in rescore()
    assert "refresh_benchmark" not in rescore()  # the second time nothing is added


def test_logs_have_no_bars_of_progress(capfd):
    make_result()
    newer(worth_more)
    rescore()
    assert capfd.readouterr().err == ""
