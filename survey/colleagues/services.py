"""Writes on colleagues who answer some pillars, from the invitation to what the owner decides."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from accounts.audit.services import record_event
from accounts.email import send_email
from accounts.models import User
from accounts.site import at_site
from accounts.tokens import token_hash
from indexes.index.pages import Page
from registry.retention import kept_for
from survey.answers.queries import figures_of
from survey.answers.services import (
    Saved,
    fill_answers,
    locked_draft,
    save_answers,
    set_value,
    settle_all,
)
from survey.answers.values import AnswerValue, as_now, once_more
from survey.answers.writing import OF_VALUE
from survey.colleagues.queries import (
    pages_for,
    pillar_names,
    respondents,
    tracked_as,
)
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Respondent, RespondentAnswer

STANDS_FOR = timedelta(days=14)
MOST_COLLEAGUES = 20  # of one assessment, withdrawn ones included


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
    instead_of: Respondent | None = None,
) -> Respondent:
    """Ask a colleague by email to answer these pillars; the link stands for 14 days.

    Invited again, the same address gets a new link in place of the old one; what was answered
    stays. instead_of: an invitation that went to a wrong address, whose link ends.
    Raises SurveyError: submitted, unknown_pillar, too_many_colleagues; letter_not_sent where the
    colleague stands invited, but the letter has to be sent again.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        # Behind the lock, so that two who invite at once do not go past the most.
        draft = locked_draft(assessment)
        known = _known_pillars(assessment, pillars)
        respondent = _respondent_at(draft, email)
        if instead_of is not None:
            withdraw_invitation(respondent=instead_of, by=by, now=now)
        respondent.name, respondent.pillars, respondent.language = name, known, language
        respondent.invited_by, respondent.invited_at = by, now
        respondent.expires_at = now + STANDS_FOR
        respondent.token_hash = token_hash(token)
        # Asked again: whoever had finished is not finished any more.
        respondent.finished_at = None
        respondent.save()
        _record("respondent.invited", respondent, by, now, pillars=known)
    # After the transaction: where commands send at once, a slow mail server holds no lock.
    _send(respondent, assessment, by, build_url(token))
    return respondent


def _known_pillars(assessment: Assessment, pillars: Sequence[str]) -> list[str]:
    known = [code for code in pillar_names(assessment.index) if code in pillars]
    if not known or len(known) != len(set(pillars)):
        raise SurveyError("unknown_pillar")
    return known


def _respondent_at(draft: Assessment, email: str) -> Respondent:
    """The one already invited at this address, else a new one while there is room."""
    invited = draft.respondents.filter(email__iexact=email, withdrawn_at__isnull=True)
    respondent = invited.first()
    if respondent is not None:
        return respondent
    if draft.respondents.count() >= MOST_COLLEAGUES:
        raise SurveyError("too_many_colleagues", most=MOST_COLLEAGUES)
    return Respondent(assessment=draft, email=email)


def _send(respondent: Respondent, assessment: Assessment, by: User, url: str) -> None:
    names = pillar_names(assessment.index)
    context = {
        "enterprise": assessment.organisation.name,
        "name": respondent.name,
        "inviter": by.get_full_name(),
        "pillars": [names[code] for code in respondent.pillars],
        "url": url,
        "expires_at": respondent.expires_at,
        # Whoever is named by others learns where to see it and have it deleted.
        "data_url": at_site(reverse("privacy:by_letter")),
        "days": kept_for("invitations").days,
    }
    is_sent = send_email(
        "survey/email/invite",
        respondent.email,
        respondent.language,
        context,
        about=assessment.organisation,
        tracked_as=tracked_as(respondent),
    )
    if not is_sent:
        raise SurveyError("letter_not_sent")


@transaction.atomic
def open_invitation_link(*, token: str, now: datetime) -> Respondent:
    """The invitation behind a link. SurveyError `invitation_ended`, also for none."""
    respondent = respondents().filter(token_hash=token_hash(token)).first()
    if respondent is None or not respondent.stands(now):
        raise SurveyError("invitation_ended")
    # The first opening is recorded, not every visit.
    if respondent.opened_at is None:
        respondent.opened_at = now
        respondent.save(update_fields=["opened_at"])
        _record("respondent.opened", respondent, None, now)
    return respondent


@transaction.atomic
def withdraw_invitation(
    *, respondent: Respondent, by: User | None, now: datetime
) -> None:
    """The link ends at once and the address is forgotten; what was answered stays with the name."""
    standing = Respondent.objects.filter(pk=respondent.pk, withdrawn_at__isnull=True)
    # Twice has the effect of once, and only the first is recorded.
    if standing.update(withdrawn_at=now, email=""):
        _record("respondent.withdrawn", respondent, by, now)


@transaction.atomic
def finish_answering(*, respondent: Respondent, now: datetime) -> None:
    """The colleague says that is all; the link stays open for corrections as long as it stands."""
    unfinished = Respondent.objects.filter(pk=respondent.pk, finished_at__isnull=True)
    if unfinished.update(finished_at=now):
        _record("respondent.finished", respondent, None, now)


@transaction.atomic
def save_for_respondent(
    *, respondent: Respondent, given: Mapping[str, AnswerValue], now: datetime
) -> tuple[dict[str, Saved], dict[str, SurveyError]]:
    """Keep what a colleague answered: (saved, refused) by question.

    It counts where nobody else has answered. Raises SurveyError: submitted, invitation_ended.
    """
    draft = locked_draft(respondent.assessment)
    draft.index_version = respondent.assessment.index_version
    # Read again behind the lock: the owner may have withdrawn it a moment ago.
    invited = Respondent.objects.get(pk=respondent.pk)
    if not invited.stands(now):
        raise SurveyError("invitation_ended")

    asked, others = _split(given, pages_for(draft.index, invited.pillars))
    values, refused = settle_all(draft.index, asked, figures_of(draft))
    for code in others:
        refused[code] = SurveyError("unknown_question", question=code)

    saved = _keep(invited, values, now)
    fill_answers(draft=draft, values=values, by=None, respondent=invited, now=now)
    return saved, refused


def _split(
    given: Mapping[str, AnswerValue], pages: Iterable[Page]
) -> tuple[dict[str, AnswerValue], list[str]]:
    """What is asked on these pages, and the codes of what is not."""
    on_pages = {code for page in pages for code in page.codes}
    asked = {code: value for code, value in given.items() if code in on_pages}
    return asked, [code for code in given if code not in on_pages]


def _keep(
    respondent: Respondent, values: Mapping[str, AnswerValue], now: datetime
) -> dict[str, Saved]:
    """Write new answers and changed ones in one statement: the draft is locked for all others."""
    answers = []
    for code, value in values.items():
        # A new answer is a new question to the owner, whatever was decided about the old one.
        answer = RespondentAnswer(
            respondent=respondent,
            question=code,
            changed_at=now,
            settled_revision=None,
        )
        set_value(answer, value)
        answers.append(answer)
    RespondentAnswer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["respondent", "question"],
        update_fields=[*OF_VALUE, "changed_at", "settled_revision"],
    )
    return {answer.question: Saved(answer) for answer in answers}


@transaction.atomic
def decide(
    *, theirs: RespondentAnswer, take: bool, by: User | None, now: datetime
) -> None:
    """Take a colleague's answer in place of the one that counts, or keep that one."""
    draft = locked_draft(theirs.respondent.assessment)
    if take:
        _take(draft, theirs, by, now)
    else:
        _settle(draft, theirs, by, now)
    _record(
        "difference.settled",
        theirs.respondent,
        by,
        now,
        question=theirs.question,
        taken=take,
    )


def _take(
    draft: Assessment, theirs: RespondentAnswer, by: User | None, now: datetime
) -> None:
    assessment = theirs.respondent.assessment
    value = as_now(theirs, assessment.index, figures_of(assessment))
    fill_answers(
        draft=draft,
        values={theirs.question: value},
        by=by,
        respondent=theirs.respondent,
        now=now,
        over=True,
    )


def _settle(
    draft: Assessment, theirs: RespondentAnswer, by: User | None, now: datetime
) -> None:
    """The matter rests until one of the two answers changes."""
    counts = Answer.objects.filter(assessment=draft, question=theirs.question).first()
    if counts and counts.to_confirm:
        counts = _confirm(theirs.respondent.assessment, counts, by, now)
    revision = counts.revision if counts else None
    RespondentAnswer.objects.filter(pk=theirs.pk).update(settled_revision=revision)


def _confirm(
    assessment: Assessment, copied: Answer, by: User | None, now: datetime
) -> Answer:
    """Who keeps a copied answer confirms it by that, unless a number is missing that it needs."""
    code = copied.question
    value = once_more(assessment.index.questions[code], copied)
    saved, _refused = save_answers(
        assessment=assessment, values={code: value}, by=by, now=now
    )
    return saved[code].answer if saved else copied


def _record(
    action: str, respondent: Respondent, by: User | None, now: datetime, **details
) -> None:
    record_event(
        action=action,
        organisation=respondent.assessment.organisation,
        actor=by,
        subject=tracked_as(respondent),
        now=now,
        details=details,
    )
