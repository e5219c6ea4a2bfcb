"""All writes of the questionnaire under one name, told apart by subject in the services_* modules."""

from survey.given import Given
from survey.services_answers import Saved, save_answer, save_answers
from survey.services_evidence import (
    MOST_PER_ANSWER,
    add_evidence,
    record_evidence_opening,
    remove_evidence,
    review_evidence,
)
from survey.services_figures import save_figure
from survey.services_links import (
    make_share_link,
    open_resume_link,
    revoke_share_link,
    send_resume_link,
    shared_result,
)
from survey.services_respondents import (
    decide,
    finish_answering,
    invite,
    open_invitation_link,
    save_for_respondent,
    withdraw_invitation,
)
from survey.services_rounds import (
    change_profile,
    choose_variant,
    claim,
    start_assessment,
    start_next_round,
    start_under,
)
from survey.services_submission import frozen_result, submit

__all__ = [
    "MOST_PER_ANSWER",
    "Given",
    "Saved",
    "add_evidence",
    "change_profile",
    "choose_variant",
    "claim",
    "decide",
    "finish_answering",
    "frozen_result",
    "invite",
    "make_share_link",
    "open_invitation_link",
    "open_resume_link",
    "record_evidence_opening",
    "remove_evidence",
    "review_evidence",
    "revoke_share_link",
    "save_answer",
    "save_answers",
    "save_figure",
    "save_for_respondent",
    "send_resume_link",
    "shared_result",
    "start_assessment",
    "start_next_round",
    "start_under",
    "submit",
    "withdraw_invitation",
]
