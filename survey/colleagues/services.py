"""Writes on colleagues who answer some pillars: invite, open, save, withdraw, and what the owner decides."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from accounts.email import send_email
from accounts.models import User
from accounts.services import record_event
from accounts.tokens import token_hash
from survey.answers.queries import figures_of
from survey.answers.services import (
    Saved,
    fill_answers,
    locked_draft,
    save_answers,
    settle_all,
)
from survey.answers.values import AnswerValue, once_more
from survey.colleagues.queries import as_now, pillar_names, steps_for
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Respondent, RespondentAnswer

STANDS_FOR = timedelta(days=14)
MOST_COLLEAGUES = 20  # of one assessment, withdrawn ones included
_GIVEN = ("state", "level", "numerator", "denominator", "count", "text")


def invite(
    *,
    assessment: Assessment,
    name: str,
    email: str,
    pillars: Sequence[str],
    language: str,
    by: User,
    now: datetime,
    build_url: Callable[[str], str],
) -> Respondent:
    """Ask a colleague by email to answer these pillars; the link stands for 14 days. A letter has a sender.

    Invited again, the same address gets a new link in place of the old one; what was answered stays.
    Raises SurveyError: submitted, unknown_pillar, too_many_colleagues; letter_not_sent where the colleague stands
    invited, but the letter has to be sent again.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        draft = locked_draft(assessment)
        known = [code for code in pillar_names(assessment.index) if code in pillars]
        if not known or len(known) != len(set(pillars)):
            raise SurveyError("unknown_pillar")
        respondent = draft.respondents.filter(
            email__iexact=email, withdrawn_at__isnull=True
        ).first()
        if respondent is None and draft.respondents.count() >= MOST_COLLEAGUES:
            raise SurveyError("too_many_colleagues", most=MOST_COLLEAGUES)
        respondent = respondent or Respondent(assessment=draft, email=email)
        respondent.name, respondent.pillars, respondent.language = name, known, language
        respondent.invited_by, respondent.invited_at, respondent.expires_at = (
            by,
            now,
            now + STANDS_FOR,
        )
        respondent.token_hash, respondent.finished_at = token_hash(token), None
        respondent.save()
        _record("respondent.invited", respondent, by, now, pillars=known)
    _send(respondent, assessment, by, build_url(token))
    return respondent


def _send(respondent: Respondent, assessment: Assessment, by: User, url: str) -> None:
    names = pillar_names(assessment.index)
    context = {
        "enterprise": assessment.organisation.name,
        "name": respondent.name,
        "inviter": by.get_full_name(),
        "pillars": [names[code] for code in respondent.pillars],
        "url": url,
        "expires_at": respondent.expires_at,
    }
    language = respondent.language
    if not send_email("survey/email/invite", respondent.email, language, context):
        raise SurveyError("letter_not_sent")


@transaction.atomic
def open_invitation_link(*, token: str, now: datetime) -> Respondent:
    """The invitation behind a link. SurveyError `invitation_ended`, also for none."""
    respondents = Respondent.objects.select_related(
        "assessment__organisation", "assessment__index_version"
    )
    found = (
        respondents.defer("assessment__index_version__document")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if found is None or not found.stands(now):
        raise SurveyError("invitation_ended")
    if found.opened_at is None:
        found.opened_at = now
        found.save(update_fields=["opened_at"])
        _record("respondent.opened", found, None, now)
    return found


@transaction.atomic
def withdraw_invitation(
    *, respondent: Respondent, by: User | None, now: datetime
) -> None:
    """The link ends at once and the address is forgotten; what was answered stays with the name."""
    standing = Respondent.objects.filter(pk=respondent.pk, withdrawn_at__isnull=True)
    if standing.update(withdrawn_at=now, email=""):
        _record("respondent.withdrawn", respondent, by, now)


@transaction.atomic
def finish_answering(*, respondent: Respondent, now: datetime) -> None:
    """The colleague says that is all; the link stays open for corrections as long as it stands."""
    if Respondent.objects.filter(pk=respondent.pk, finished_at__isnull=True).update(
        finished_at=now
    ):
        _record("respondent.finished", respondent, None, now)


@transaction.atomic
def save_for_respondent(
    *, respondent: Respondent, given: Mapping[str, AnswerValue], now: datetime
) -> tuple[dict[str, Saved], dict[str, SurveyError]]:
    """Keep what a colleague answered: (saved, refused) by question. It counts where nobody else has answered.

    Raises SurveyError: submitted, invitation_ended.
    """
    draft = locked_draft(respondent.assessment)
    draft.index_version = respondent.assessment.index_version
    standing_one = Respondent.objects.get(pk=respondent.pk)
    if not standing_one.stands(now):
        raise SurveyError("invitation_ended")
    index = draft.index
    asked = {
        code for step in steps_for(index, standing_one.pillars) for code in step.codes
    }
    wanted, refused = settle_all(
        index, {c: one for c, one in given.items() if c in asked}, figures_of(draft)
    )
    refused |= {
        code: SurveyError("unknown_question", question=code)
        for code in given
        if code not in asked
    }
    kept = {code: _keep(standing_one, code, one, now) for code, one in wanted.items()}
    fill_answers(draft=draft, given=wanted, by=None, respondent=standing_one, now=now)
    return {code: Saved(answer) for code, answer in kept.items()}, refused


def _keep(
    respondent: Respondent, code: str, given: AnswerValue, now: datetime
) -> RespondentAnswer:
    values = {name: getattr(given, name) for name in _GIVEN} | {
        "chosen": list(given.chosen)
    }
    values |= {"changed_at": now, "settled_revision": None}
    answer, _is_new = RespondentAnswer.objects.update_or_create(
        respondent=respondent, question=code, defaults=values
    )
    return answer


@transaction.atomic
def decide(
    *, theirs: RespondentAnswer, take: bool, by: User | None, now: datetime
) -> None:
    """Take a colleague's answer in place of the one that counts, or keep that one and settle the matter.

    A copied answer that is kept is confirmed by that, unless a number is missing that it needs.
    """
    respondent = theirs.respondent
    draft = locked_draft(respondent.assessment)
    if take:
        given = {
            theirs.question: as_now(
                theirs, respondent.assessment.index, figures_of(respondent.assessment)
            )
        }
        fill_answers(
            draft=draft, given=given, by=by, respondent=respondent, now=now, over=True
        )
    else:
        counts = Answer.objects.filter(
            assessment=draft, question=theirs.question
        ).first()
        if counts and counts.to_confirm:
            again = once_more(
                respondent.assessment.index.questions[counts.question], counts
            )
            saved, _refused = save_answers(
                assessment=respondent.assessment,
                given={counts.question: again},
                by=by,
                now=now,
            )
            counts = saved[counts.question].answer if saved else counts
        RespondentAnswer.objects.filter(pk=theirs.pk).update(
            settled_revision=counts and counts.revision
        )
    _record(
        "difference.settled", respondent, by, now, question=theirs.question, taken=take
    )


def forget_addresses(*, ended_before: datetime) -> int:
    """Empty the email addresses of invitations that ended before; how many. Names stay beside the answers."""
    return (
        Respondent.objects.filter(expires_at__lt=ended_before)
        .exclude(email="")
        .update(email="")
    )


def _record(
    action: str, respondent: Respondent, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=respondent.assessment.organisation,
        actor=by,
        subject=f"respondent:{respondent.public_id}",
        now=now,
        details=details,
    )
