"""Answering together: who is invited, what counts, and what is decided where two differ."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent, User
from survey.answers.figures import save_figure
from survey.answers.progress import missing
from survey.answers.values import AnswerValue
from survey.colleagues.queries import differences
from survey.colleagues.services import (
    MOST_COLLEAGUES,
    STANDS_FOR,
    decide,
    finish_answering,
    invite,
    open_invitation_link,
    save_for_respondent,
    withdraw_invitation,
)
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Assessment, Respondent, RespondentAnswer
from survey.results.services import submit
from survey.rounds.services import start_next_round
from tests.builders import NOW, make_answers, make_assessment, make_user, save_answer

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
LATER = NOW + timedelta(days=1)


def ask(
    draft, email="lan@pho.example", pillars=("1",), name="Chị Lan", now=NOW, by=None
):
    """(respondent, token); asked by the owner unless told"""
    tokens = []
    by = (
        by
        or User.objects.filter(email="chu-quan@pho.example").first()
        or make_user("chu-quan@pho.example")
    )
    respondent = invite(
        assessment=draft,
        name=name,
        email=email,
        pillars=pillars,
        language="vi",
        by=by,
        now=now,
        build_url=lambda token: (
            tokens.append(token) or f"https://site.example/loi-moi/{token}/"
        ),
    )
    return respondent, tokens[0]


def answer(respondent, code="1.1.1", level=4, now=LATER, **given):
    values = given or {"level": level}
    return save_for_respondent(
        respondent=respondent, given={code: AnswerValue(**values)}, now=now
    )


def own(draft, code="1.1.1", level=1, by=None, **given):
    return save_answer(
        assessment=draft,
        question=code,
        value=AnswerValue(**given or {"level": level}),
        by=by,
        now=NOW,
    )


def counts(draft, code="1.1.1"):
    return Answer.objects.get(assessment=draft, question=code)


@pytest.fixture
def draft():
    return make_assessment()


def test_the_letter_names_the_enterprise_and_the_parts_and_holds_the_link(
    draft, mailoutbox
):
    _respondent, token = ask(draft, by=make_user(full_name="Nguyễn Thị Hòa"))
    letter = mailoutbox[0]
    assert letter.to == ["lan@pho.example"]
    for text in (letter.body, letter.alternatives[0].content):
        assert token in text
        assert "Nguyễn Thị Hòa" in text
        assert "04/12/2026" in text
        # Named by somebody else: where to see it, and when it goes by itself.
        assert "/du-lieu-cua-toi/qua-thu/" in text
        assert "30 ngày sau khi liên kết hết hạn" in text
    assert draft.organisation.name in letter.subject
    assert "\n" not in letter.subject
    assert token not in str(Respondent.objects.values().get())


def test_no_address_stands_in_the_log(draft):
    respondent, token = ask(draft)
    open_invitation_link(token=token, now=NOW)
    answer(respondent)
    finish_answering(respondent=respondent, now=NOW)
    withdraw_invitation(respondent=respondent, by=None, now=NOW)
    recorded = str(list(AuditEvent.objects.values("action", "subject", "details")))
    assert "respondent.invited" in recorded
    for secret in ("lan@", "Lan", token):
        assert secret not in recorded


def test_a_link_opens_until_it_runs_out_or_is_withdrawn(draft):
    respondent, token = ask(draft)
    assert (
        open_invitation_link(token=token, now=NOW + STANDS_FOR - timedelta(minutes=1))
        == respondent
    )
    for trouble in ("expired", "withdrawn", "unknown"):
        if trouble == "withdrawn":
            withdraw_invitation(respondent=respondent, by=None, now=NOW)
        now = NOW + STANDS_FOR if trouble == "expired" else NOW
        with pytest.raises(SurveyError) as caught:
            open_invitation_link(token="x" if trouble == "unknown" else token, now=now)
        assert caught.value.code == "invitation_ended"


def test_withdrawing_forgets_the_address_and_keeps_the_answers(draft):
    respondent, _token = ask(draft)
    answer(respondent)
    withdraw_invitation(respondent=respondent, by=None, now=LATER)
    respondent.refresh_from_db()
    assert (respondent.email, respondent.name) == ("", "Chị Lan")
    assert counts(draft).given_by == respondent
    with pytest.raises(SurveyError) as caught:
        answer(respondent, level=2)
    assert caught.value.code == "invitation_ended"


def test_asked_again_the_same_address_gets_a_new_link_in_place_of_the_old(draft):
    first, old = ask(draft)
    answer(first)
    again, new = ask(draft, "LAN@pho.example", ("1", "2"))
    assert again.pk == first.pk
    assert open_invitation_link(token=new, now=NOW).pillars == ["1", "2"]
    assert has_ended(old)
    assert again.answers.count() == 1


def has_ended(token) -> bool:
    try:
        open_invitation_link(token=token, now=NOW)
    except SurveyError as error:
        return error.code == "invitation_ended"
    return False


def test_no_link_of_before_opens_again_after_withdrawing_and_asking_anew(draft):
    first, old = ask(draft)
    withdraw_invitation(respondent=first, by=None, now=NOW)
    assert has_ended(old)
    again, new = ask(draft)
    assert again.pk != first.pk
    assert has_ended(old)
    assert not has_ended(new)
    withdraw_invitation(respondent=again, by=None, now=NOW)
    assert has_ended(new)


@pytest.mark.parametrize("pillars", [(), ("9",), ("1", "9")])
def test_only_parts_of_the_index_can_be_asked_for(draft, pillars):
    with pytest.raises(SurveyError) as caught:
        ask(draft, pillars=pillars)
    assert caught.value.code == "unknown_pillar"


def test_one_round_has_so_many_colleagues(draft):
    for number in range(MOST_COLLEAGUES):
        ask(draft, f"{number}@pho.example")
    with pytest.raises(SurveyError) as caught:
        ask(draft, "them@pho.example")
    assert caught.value.code == "too_many_colleagues"


def test_a_colleagues_answer_counts_where_the_owner_gave_none(draft):
    respondent, _token = ask(draft)
    answer(respondent, level=4)
    assert (counts(draft).level, counts(draft).given_by) == (4, respondent)
    answer(respondent, level=3)
    assert counts(draft).level == 3
    levels = (
        AnswerChange.objects.filter(assessment=draft)
        .order_by("revision")
        .values_list("level", "given_by")
    )
    assert list(levels) == [(4, respondent.pk), (3, respondent.pk)]


def test_the_owners_answer_stays_and_the_colleagues_is_kept_beside_it(draft):
    own(draft, level=3)
    respondent, _token = ask(draft)
    answer(respondent, level=4)
    assert (counts(draft).level, counts(draft).given_by) == (3, None)
    assert RespondentAnswer.objects.get().level == 4


def test_a_colleague_answers_their_own_part_only(draft):
    respondent, _token = ask(draft, pillars=("1",))
    saved, refused = answer(respondent, "2.1.1", 3)
    assert not saved
    assert refused["2.1.1"].code == "unknown_question"
    assert not Answer.objects.exists()


def test_the_owner_taking_the_answer_back_into_hand_makes_it_theirs(draft):
    respondent, _token = ask(draft)
    answer(respondent, level=4)
    own(draft, level=2)
    assert (counts(draft).level, counts(draft).given_by) == (2, None)
    answer(respondent, level=5)
    assert counts(draft).level == 2


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        ({"level": 1}, {"level": 4}, True),
        ({"level": 1}, {"level": 3}, True),
        ({"level": 1}, {"level": 2}, False),
        ({"level": 3}, {"level": 3}, False),
    ],
)
def test_answers_far_apart_are_told_and_near_ones_are_not(draft, mine, theirs, told):
    own(draft, **mine)
    respondent, _token = ask(draft)
    answer(respondent, **theirs)
    assert bool(differences(draft)) is told


def test_keeping_ones_own_settles_it_until_either_answer_changes(draft):
    own(draft, level=1)
    respondent, _token = ask(draft)
    answer(respondent, level=4)
    decide(theirs=differences(draft)[0].theirs, take=False, by=None, now=LATER)
    assert not differences(draft)
    assert counts(draft).level == 1
    answer(respondent, level=5)
    assert len(differences(draft)) == 1
    decide(theirs=differences(draft)[0].theirs, take=False, by=None, now=LATER)
    own(draft, level=2)
    assert len(differences(draft)) == 1


def test_taking_theirs_makes_it_count_and_says_whose_it_is(draft):
    owner = make_user()
    own(draft, level=1, by=owner)
    respondent, _token = ask(draft)
    answer(respondent, level=4)
    decide(theirs=differences(draft)[0].theirs, take=True, by=owner, now=LATER)
    answered = counts(draft)
    assert (answered.level, answered.given_by, answered.changed_by) == (
        4,
        respondent,
        owner,
    )
    assert not differences(draft)
    event = AuditEvent.objects.get(action="difference.settled")
    assert event.details == {"question": "1.1.1", "taken": True}


def test_two_colleagues_who_differ_are_told_too(draft):
    lan, _token = ask(draft)
    minh, _token = ask(draft, "minh@pho.example", name="Anh Minh")
    answer(lan, level=1)
    answer(minh, level=4)
    (difference,) = differences(draft)
    assert difference.counts.given_by == lan
    assert difference.theirs.respondent == minh


def test_a_withdrawn_colleagues_differences_are_no_longer_told(draft):
    own(draft, level=1)
    respondent, _token = ask(draft)
    answer(respondent, level=4)
    withdraw_invitation(respondent=respondent, by=None, now=LATER)
    assert not differences(draft)


def test_after_submission_nothing_is_invited_or_answered(draft):
    respondent, _token = ask(draft)
    make_answers(draft)
    submit(assessment=draft, by=None, now=NOW)
    for action in (lambda: ask(draft, "b@pho.example"), lambda: answer(respondent)):
        with pytest.raises(SurveyError) as caught:
            action()
        assert caught.value.code == "submitted"
    assert Assessment.objects.get(pk=draft.pk).state == "submitted"


def test_a_page_of_a_colleague_needs_no_more_queries_than_one_answer(
    draft, django_assert_num_queries
):
    lan, _token = ask(draft, pillars=("1", "3"))
    lan.assessment.index_version  # noqa: B018  read before, as a view has it
    page = {
        "1.1.2": AnswerValue(level=2),
        "3.1.1": AnswerValue(count=3),
        "3.1.2": AnswerValue(level=5),
    }
    again = dict.fromkeys(page, AnswerValue(level=1))
    # The lock, the invitation, figures, the colleague's answers; answers so far, answers,
    # their history, the moment of the change; begin and end of the block.
    with django_assert_num_queries(10):
        answer(lan)
    with django_assert_num_queries(10):
        save_for_respondent(respondent=lan, given=page, now=LATER)
    with django_assert_num_queries(10):
        save_for_respondent(respondent=lan, given=again, now=LATER)
    rows = RespondentAnswer.objects.values_list("question", "level", "count")
    assert sorted(rows) == [
        ("1.1.1", 4, None),
        ("1.1.2", 1, None),
        ("3.1.1", 1, None),
        ("3.1.2", 1, None),
    ]


def test_a_share_is_judged_by_the_figures_of_today_when_it_is_taken(draft):
    code, figure = ratio_of(draft)
    own(draft, code, level=0)
    respondent, _token = ask(draft, pillars=[draft.index.questions[code]["pillar"]])
    save_figure(assessment=draft, name=figure, value=100, by=None, now=NOW)
    answer(respondent, code, numerator=100)
    save_figure(assessment=draft, name=figure, value=1000, by=None, now=NOW)
    for difference in differences(draft):
        decide(theirs=difference.theirs, take=True, by=None, now=LATER)
    taken = RespondentAnswer.objects.get()
    assert taken.level == 5
    decide(theirs=taken, take=True, by=None, now=LATER)
    assert counts(draft, code).level < 5


def ratio_of(draft) -> tuple[str, str]:
    """A question of the small index that asks for a share of a figure of the round."""
    questions = draft.index.questions
    return next(
        (code, q["denominator"]["figure"])
        for code, q in questions.items()
        if "figure" in q.get("denominator", {})
    )


@pytest.fixture
def following(draft):
    """The second round, with 1.1.1 copied at level 1 and still to be confirmed."""
    make_answers(draft, q_1_1_1=1)
    submit(assessment=draft, by=None, now=NOW)
    return start_next_round(assessment=draft, by=None, now=NOW)


@pytest.mark.parametrize("level", [2, 5])
def test_a_copied_answer_of_the_owner_is_never_written_over(following, level):
    respondent, _token = ask(following)
    answer(respondent, level=level)
    answered = counts(following)
    assert (answered.level, answered.to_confirm, answered.given_by) == (1, True, None)
    assert RespondentAnswer.objects.get().level == level
    levels = [(d.counts.level, d.theirs.level) for d in differences(following)]
    assert levels == ([(1, 5)] if level == 5 else [])
    assert "1.1.1" in missing(following)


def test_keeping_a_copied_answer_confirms_it_and_the_matter_rests(following):
    respondent, _token = ask(following)
    answer(respondent, level=5)
    decide(theirs=differences(following)[0].theirs, take=False, by=None, now=LATER)
    assert (counts(following).level, counts(following).to_confirm) == (1, False)
    assert not differences(following)


def test_taking_theirs_over_a_copied_answer_makes_it_count(following):
    respondent, _token = ask(following)
    answer(respondent, level=5)
    decide(theirs=differences(following)[0].theirs, take=True, by=None, now=LATER)
    answered = counts(following)
    assert (answered.level, answered.to_confirm, answered.given_by) == (
        5,
        False,
        respondent,
    )
    assert not differences(following)
