"""Rounds that an officer typed for members by telephone: one waits for its owner, one counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from accounts.models import Organisation, User
from associations.assisted.services import ask_to_confirm, begin_typing, confirm_by_link
from associations.assisted.shown import digest_of
from associations.models import Affiliation, AssistedRound, Member
from survey.answers.figures import save_figure
from survey.answers.queries import answers_of, figures_of
from survey.answers.services import save_answers
from survey.answers.values import AnswerValue, value_of
from survey.models import Answer, Assessment, Result

TYPED = timedelta(days=6)  # ago
ASKED = timedelta(hours=1)  # later
CONFIRMED = timedelta(days=1)  # after that
PROFILE = ("sector", "area", "employees", "revenue", "capital")
# Of the figures of a round those that are no part of its profile.
ASKED_FOR = ("revenue_quarter", "investment_year")


def type_for_two(
    association: Organisation,
    results: Sequence[Result],
    officer: User,
    now: datetime,
) -> None:
    """They answer as they did before, but on the telephone: the first has yet to confirm."""
    at = now - TYPED
    # The last ones: those before them are reviewed.
    waiting, confirmed = [
        _typed(member, result, officer, at)
        for member, result in _members(association, results)[-2:]
    ]
    for each in (waiting, confirmed):
        ask_to_confirm(assisted=each, email="", by=officer, now=at + ASKED)
    shown = digest_of(confirmed.assessment)
    confirm_by_link(assisted=confirmed, shown=shown, by=None, now=at + CONFIRMED)


def _members(
    association: Organisation,
    results: Sequence[Result],
) -> list[tuple[Member, Result]]:
    """Those that belong, sent something, and are not answering by themselves."""
    belongs = Affiliation.objects.filter(
        association=association,
        state=Affiliation.State.ACTIVE,
    )
    members = Member.objects.filter(
        association=association,
        enterprise__in=belongs.values("enterprise"),
    )
    by_enterprise = {member.enterprise_id: member for member in members}
    drafts = Assessment.objects.filter(state=Assessment.State.DRAFT)
    answering = set(drafts.values_list("organisation", flat=True))
    return [
        (by_enterprise[result.organisation_id], result)
        for result in results
        if result.organisation_id in by_enterprise
        and result.organisation_id not in answering
    ]


def _typed(
    member: Member,
    result: Result,
    officer: User,
    at: datetime,
) -> AssistedRound:
    before = result.assessment
    profile = {name: getattr(before, name) for name in PROFILE}
    assisted = begin_typing(
        member=member,
        profile=profile,
        index_version=before.index_version,
        industry=before.variant,
        way=AssistedRound.Way.TELEPHONE,
        by=officer,
        now=at,
    )
    draft = assisted.assessment
    figures = figures_of(before)
    for name in ASKED_FOR:
        if name in figures:
            save_figure(
                assessment=draft,
                name=name,
                value=figures[name],
                by=officer,
                now=at,
            )
    values = {code: _told(answer) for code, answer in answers_of(before).items()}
    save_answers(assessment=draft, values=values, by=officer, now=at)
    return assisted


def _told(answer: Answer) -> AnswerValue:
    """As the owner says it: what numbers and choices amount to is worked out anew."""
    value = value_of(answer)
    is_worked_out = value.numerator is not None or value.count is not None
    if is_worked_out or value.chosen:
        return replace(value, level=None)
    return value
