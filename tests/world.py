"""One small world with everybody in it, for tests that walk every address with every persona."""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.access.visitors import SHARED
from accounts.held import BEGUN
from accounts.models import Consent, Organisation, StaffInvitation
from associations.models import Finding, PeriodLock, Review
from background.enqueuing import enqueue_for
from background.models import Run
from background.periodic import tidy
from providers.models import Lead, Provider, Solution
from roadmap.models import RoadmapStep
from survey.answers.values import AnswerValue
from survey.colleagues.services import save_for_respondent
from survey.models import Assessment, Evidence, Respondent, Result, ShareLink
from survey.results.share_links import make_share_link
from survey.rounds.resume_links import send_resume_link
from tests.addresses import BARE, OF_IMPORT
from tests.associations.addresses import of_association
from tests.associations.assisted.world import Assisted, make_assisted
from tests.associations.campaigns.world import Asked, make_asked
from tests.associations.review.world import make_lock_of, make_review_of
from tests.associations.staff.addresses import staff_arguments, team_arguments
from tests.builders import (
    NOW,
    make_assessment,
    make_evidence,
    make_lead,
    make_lead_file,
    make_organisation,
    make_provider,
    make_respondent,
    make_result,
    make_roadmap_of,
    make_solution,
    make_work,
)
from tests.members import make_known, make_table
from tests.personas import (
    Persona,
    make_administrator,
    make_affiliation,
    make_colleague,
    make_owner,
    make_persona,
    make_share,
    make_staff,
    remembering,
)
from tests.providers.addresses import entry_arguments
from tests.providers.complaints.world import arguments_of_complaint, make_complaint
from tests.providers.entry_files import make_entry_file
from tests.providers.ratings.world import arguments_of_rating
from tests.providers.vetting.world import Vetting, make_vetting_of
from tests.providers.webhooks.addresses import webhook_arguments
from tests.providers.webhooks.examples import make_endpoint, make_message


@dataclass(frozen=True)
class Owned:
    """An enterprise with a submitted round, its result and the draft of the next round."""

    enterprise: Organisation
    result: Result
    draft: Assessment


def make_owned(enterprise: Organisation) -> Owned:
    result = make_result(make_assessment(enterprise), level=1)
    return Owned(enterprise, result, make_assessment(enterprise, round=2))


@dataclass(frozen=True)
class World:
    clients: dict[str, Client]
    owned: Owned  # of the owner
    held: Owned  # started without an account, held by one browser
    lead: Lead
    other_solution: Solution
    consent: Consent
    link: ShareLink
    share_token: str
    resume_token: str
    evidence: Evidence  # of the owner's submitted round
    respondent: Respondent  # invited to the owner's draft, has answered 1.1.1
    invite_token: str
    step: RoadmapStep  # of the owner's roadmap
    review: Review  # of the owner's result, by the association that sees all answers
    finding: Finding  # asked back in it
    lock: PeriodLock  # of the association that sees levels only
    work: StaffInvitation  # to work for the first association, in no browser opened
    run: Run  # that association staff who see all answers wait for
    asked: Asked  # a member in a campaign of the association that sees the least
    agency: Organisation
    assisted: Assisted  # typed by the association that sees the overall level
    vetting: Vetting  # of the lead's provider, by the same association
    known: dict = field(default_factory=dict)  # what addresses take, by result

    def visit(self, persona: str, method: str, address: str) -> HttpResponse:
        """As the persona, in a browser as it was when the world was made."""
        client = Client()
        client.cookies = deepcopy(self.clients[persona].cookies)
        return client.generic(method, address)

    def arguments_of_review(self, result) -> dict[str, list]:
        association, review = self.consent.grantee.public_id, self.review.public_id
        return {
            "associations:answer_question": [result, self.finding.public_id],
            "associations:ask_another": [result, review],
            "associations:review_queue": [association],
            "associations:reviews": [association],
            "associations:to_begin": [association],
            "associations:begin_review": [association, result],
            "associations:review_locks": [association],
            "associations:review_lock_file": [association, self.lock.public_id],
            "associations:review": [review],
            "associations:end_review": [review],
            "associations:abstain": [review],
            "associations:give_review": [review],
            "associations:let_stand": [review],
            "associations:review_outcome": [review],
            "associations:review_file": [review, self.evidence.public_id],
            "associations:review_answer": [review, "1.1.1"],
        }

    def address(self, name: str, of: str = "") -> str:
        """The address behind a name; with `of` = "held" that of the unclaimed enterprise."""
        return reverse(
            name, args=self.arguments(name, self.held if of == "held" else self.owned)
        )

    def arguments(self, name: str, owned: Owned) -> list:
        result, draft = owned.result.public_id, owned.draft.public_id
        # Asked for thousands of times, and the same each time.
        special = self.known.get(result) or self.known.setdefault(
            result, self.special(owned)
        )
        if name in special:
            return special[name]
        if (
            name in BARE
            or name.startswith(("account", "mfa", "admin:", "privacy:"))
            or ":" not in name
        ):
            return []
        return [draft] if name.startswith("survey:") else [result]

    def special(self, owned: Owned) -> dict[str, list]:
        """What the addresses take that are not of a draft or a result alone."""
        result, draft = owned.result.public_id, owned.draft.public_id
        return {
            "survey:step": [draft, owned.draft.index_version.index.pages[0].slug],
            "indexes:index": [owned.draft.index_version.index_id],
            "survey:preview": [owned.draft.index_version_id],
            "survey:answer": [draft, "1.1.1"],
            "survey:figure": [draft, "revenue_quarter"],
            "survey:way": [draft, "stock"],
            "survey:evidence_of": [draft, "1.1.1"],
            "survey:evidence_file": [
                self.evidence.assessment.public_id,
                self.evidence.public_id,
            ],
            "survey:remove_evidence": [
                self.evidence.assessment.public_id,
                self.evidence.public_id,
            ],
            "associations:review_evidence": [result, self.evidence.public_id],
            **self.arguments_of_review(result),
            "survey:withdraw_invitation": [
                self.respondent.assessment.public_id,
                self.respondent.public_id,
            ],
            "survey:decide": [
                self.respondent.assessment.public_id,
                self.respondent.public_id,
                "1.1.1",
            ],
            "survey:invitation": [self.invite_token],
            "survey:invited": [
                self.respondent.public_id,
                owned.draft.index_version.index.pages[0].slug,
            ],
            "survey:invited_answer": [self.respondent.public_id, "1.1.1"],
            "survey:resume": [self.resume_token],
            "survey:end_links": [owned.enterprise.public_id],
            "survey:let_take_over": [owned.enterprise.public_id],
            "survey:next_round": [owned.result.assessment.public_id],
            "survey:feedback": [owned.result.assessment.public_id],
            "survey:correct": [owned.result.assessment.public_id],
            "reports:chart": [result, "radar", "svg"],
            "reports:start_elsewhere": [result, "khac"],
            "reports:revoke_link": [result, self.link.public_id],
            "reports:shared": [self.share_token],
            "reports:verify": [owned.result.verification_code],
            "roadmap:ask": [result, self.other_solution.slug],
            "providers:asked": [self.lead.public_id],
            "providers:asked_file": _file_on(self.lead),
            "providers:lead": [self.lead.public_id],
            "providers:lead_follower": [self.lead.public_id],
            "providers:lead_file": _file_on(self.lead),
            "providers:provider": [self.lead.provider.slug],
            **webhook_arguments(self.lead.provider),
            **arguments_of_complaint(self.lead),
            **self.vetting.arguments(),
            **arguments_of_rating(self.lead, self.consent.grantee),
            **self.asked.arguments(),
            "associations:withdraw": [self.consent.public_id],
            "associations:leave": [
                owned.enterprise.public_id,
                self.consent.grantee.public_id,
            ],
            "associations:take_request_back": [
                owned.enterprise.public_id,
                self.consent.grantee.public_id,
            ],
            "associations:city": [self.agency.public_id],
            "associations:city_file": [self.agency.public_id],
            "associations:city_workbook": [self.agency.public_id],
            "associations:count_in": [owned.enterprise.public_id],
            "background:progress": [self.run.pk],
            "background:cancel": [self.run.pk],
            "background:again": [self.run.pk],
            "privacy:data_flow": [],
            "privacy:data_flow_file": ["csv"],
            "roadmap:step": [result, self.step.public_id],
            "roadmap:tick": [result, self.step.public_id],
            "roadmap:remove": [result, self.step.public_id],
            "roadmap:leave_out": [result, self.step.public_id],
            "associations:results": [self.consent.grantee.public_id],
            "associations:ask_to_join": [owned.enterprise.public_id],
            **of_association(self.consent),
            "associations:requests": [self.consent.grantee.public_id],
            "associations:members": [self.consent.grantee.public_id],
            "associations:add_member": [self.consent.grantee.public_id],
            **{
                f"associations:{name}": self._own_member()
                for name in (
                    "member",
                    "change_member",
                    "remove_member",
                    "invite_member",
                )
            },
            "associations:open_membership": ["sai-khoa"],
            "associations:membership": self._own_member()[1:],
            "associations:send_import": [self.consent.grantee.public_id],
            "associations:import_template": [self.consent.grantee.public_id],
            **{f"associations:{name}": self._own_import() for name in OF_IMPORT},
            "associations:confirm": [
                self.consent.grantee.public_id,
                owned.enterprise.public_id,
            ],
            "associations:answer_request": [
                self.consent.grantee.public_id,
                owned.enterprise.public_id,
            ],
            **staff_arguments(self.consent.grantee, self.work),
            **team_arguments("providers", self.lead.provider.organisation, self.work),
            **entry_arguments(
                self.lead.provider, self.lead.solution, self.consent.grantee
            ),
            **self.assisted.arguments(),
            "privacy:withdraw": [self.consent.public_id],
            "privacy:open_letter": ["sai-khoa"],
            "account_confirm_email": ["sai-khoa"],
            "account_not_me": ["sai-khoa"],
            "account_stop_letters": ["sai-khoa"],
            "account_want_letters_again": [self.run.pk],
            "account_end_token": [self.lead.public_id],
            "account_reset_password_from_key": ["1", "sai-khoa"],
        }

    def _own_import(self) -> list:
        association = self.consent.grantee
        return [association.public_id, association.member_imports.get().public_id]

    def _own_member(self) -> list:
        """The enterprise, as the association that it shares least with knows it."""
        association = self.consent.grantee
        return [association.public_id, association.members.earliest("pk").public_id]


def _file_on(lead: Lead) -> list:
    return [lead.public_id, lead.files.earliest("pk").public_id]


def make_world() -> World:
    owner = make_owner()
    owned = make_owned(owner.organisation)
    held = make_owned(make_organisation(name="Tiệm bánh chưa có tài khoản"))
    provider, other = make_provider(), make_provider("Phần mềm Út Nhỏ", "ut-nho")
    other_solution = make_solution(other, "phan-mem")
    make_message(make_endpoint(provider, is_on=False))
    lead = make_lead(
        owned.result, make_solution(provider), owner.user, items=["contact", "pillars"]
    )
    make_lead_file(lead)
    make_entry_file(provider)
    staff = {
        "aggregate": make_staff("Hội A", "a@hoi.example"),
        "pillars": make_staff("Hội B", "b@hoi.example"),
        "answers": make_staff("Hội C", "c@hoi.example"),
    }
    consents = {
        scope: make_share(owned.enterprise, persona.organisation, scope)
        for scope, persona in staff.items()
    }
    make_known(owned.enterprise.affiliations.get(association__name="Hội A"))
    make_table(staff["aggregate"].organisation)
    none = make_staff("Hội D", "d@hoi.example")
    make_affiliation(owned.enterprise, none.organisation)
    make_complaint(lead, owner.user)
    link, share_token = make_share_link(
        result=owned.result, by=owner.user, now=timezone.now()
    )
    tokens: list[str] = []
    send_resume_link(
        assessment=held.draft,
        email="khach@tiem.example",
        now=NOW,
        build_url=lambda t: tokens.append(t) or t,
    )
    step = make_roadmap_of(owned.result, by=owner.user).steps.first()
    personas = {
        "owner": owner,
        "colleague": make_colleague(owner),
        "stranger": make_owner("khac@coso.example", "Cơ sở khác"),
        **staff,
        "nothing_shared": none,
        "provider": _employee(provider, "nv@sao-mai.example"),
        "other": _employee(other, "nv@ut-nho.example"),
        "admin": make_administrator(),
    }
    clients = {
        "anonymous": Client(),
        "holder": remembering(Client(), BEGUN, held.enterprise),
        "link": remembering(Client(), SHARED, link),
        **{name: persona.client for name, persona in personas.items()},
    }
    return World(
        clients,
        owned,
        held,
        lead,
        other_solution,
        consents["aggregate"],
        link,
        share_token,
        tokens[0],
        make_evidence(owned.result.assessment),
        *_respondent(owned.draft, owner),
        step,
        *make_review_of(owned.result, staff["answers"]),
        make_lock_of(staff["aggregate"]),
        make_work(
            consents["aggregate"].grantee,
            expires_at=timezone.now() + timedelta(days=14),
        ),
        _run(staff["answers"]),
        make_asked(staff["aggregate"].organisation),
        make_organisation("agency", "Trung tâm Chuyển đổi số"),
        make_assisted(staff["aggregate"].organisation, staff["aggregate"].user),
        make_vetting_of(provider, staff["aggregate"].organisation),
    )


def _respondent(draft: Assessment, owner: Persona) -> tuple[Respondent, str]:
    """A colleague who has answered, and the token of the invitation."""
    tokens: list[str] = []
    respondent = make_respondent(
        draft,
        by=owner.user,
        now=timezone.now(),
        build_url=lambda token: tokens.append(token) or token,
    )
    save_for_respondent(
        respondent=respondent, given={"1.1.1": AnswerValue(level=1)}, now=timezone.now()
    )
    return respondent, tokens[0]


def _run(staff: Persona) -> Run:
    """It waits until long after."""
    later = tidy.using(run_after=timezone.now() + timedelta(days=1))
    about = str(staff.organisation.public_id)
    return enqueue_for(staff.user, later, about=about)


def _employee(provider: Provider, email: str) -> Persona:
    return make_persona(email, provider.organisation, "officer")
