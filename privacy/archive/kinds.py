"""The kinds of things that are kept of a person: one list for the page, the copy and its tables."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from privacy.archive.rows import account, answers, dealings
from privacy.persons.person import Person


@dataclass(frozen=True)
class Kind:
    """code: also the name of its table in the copy.

    about: what it is for and how long it stays, as the page says it.
    correct_at: the name of the page where it is corrected.
    is_on_page: what the page tells in its own way stands in the copy only.
    """

    code: str
    title: str
    about: str
    rows: Callable[[Person], Iterator[account.Row]]
    correct_at: str = ""
    is_on_page: bool = True


KINDS = (
    Kind(
        "account",
        _("Your account"),
        _("So that you can sign in. It is kept until you delete the account."),
        account.account,
        "account_email",
    ),
    Kind(
        "memberships",
        _("Where you belong"),
        _("Who may see and do what for which organisation."),
        account.memberships,
    ),
    Kind(
        "sessions",
        _("Where you are signed in"),
        _(
            "So that you can end what you do not know. A line goes when it is signed out."
        ),
        account.sessions,
        "usersessions_list",
    ),
    Kind(
        "tokens",
        _("Access tokens you made for programs"),
        _("So that a program comes in for you. A line goes 30 days after it ended."),
        account.tokens,
        "account_tokens",
    ),
    Kind(
        "letter_stops",
        _("Letters you do not want"),
        _("So that none of these is sent to you. You can want them again."),
        account.letter_stops,
        "account_letters",
    ),
    Kind(
        "consents",
        _("What was agreed to"),
        _("Proof of who may see what, also of what was withdrawn."),
        dealings.consents,
        "associations:consents",
    ),
    Kind(
        "requests",
        _("Requests to providers that name you"),
        _("So that the provider can get in touch. Withdrawn, it sees nothing more."),
        dealings.requests,
    ),
    Kind(
        "request_messages",
        _("What you wrote on requests"),
        _("So that both sides can look it up. It goes a year after the request ended."),
        dealings.request_messages,
    ),
    Kind(
        "request_events",
        _("How you moved requests on"),
        _("So that both sides know who did what."),
        dealings.request_events,
        is_on_page=False,
    ),
    Kind(
        "invitations",
        _("Invitations to answer for a business"),
        _("The address is forgotten 30 days after the invitation ends."),
        dealings.invitations,
    ),
    Kind(
        "work",
        _("Invitations to work for an association"),
        _("Each is forgotten 30 days after it was accepted or ended."),
        dealings.work,
    ),
    Kind(
        "customers",
        _("Where a provider names you as a customer"),
        _("So that you can be asked three questions. A year later it is deleted."),
        dealings.customers,
    ),
    Kind(
        "members",
        _("What an association keeps of you as the contact of a member"),
        _("It typed that itself. A year after the member has left it is deleted."),
        dealings.members,
    ),
    Kind(
        "answers",
        _("Answers you gave"),
        _(
            "They belong to the business and stay with it; that they are yours does not."
        ),
        answers.answers,
        "survey:mine",
    ),
    Kind(
        "answers_as_colleague",
        _("Answers you gave as an invited colleague"),
        _("They belong to the business that asked you."),
        answers.answers_as_colleague,
    ),
    Kind(
        "files",
        _("Files you attached"),
        _("As proof of answers. They are deleted with your account."),
        answers.files,
        "survey:mine",
    ),
    Kind(
        "steps",
        _("Steps of a roadmap you ticked off"),
        _("They belong to the business; that it was you does not stay."),
        answers.steps,
    ),
    Kind(
        "links",
        _("Links to results you made"),
        _("Each ends by itself after 90 days."),
        dealings.links,
    ),
    Kind(
        "claims",
        _("Businesses that are to come into your account"),
        _("Until you sign in for the first time."),
        dealings.claims,
    ),
    Kind(
        "rights",
        _("What you asked for about your data"),
        _("To prove that it was done in time."),
        dealings.rights,
        is_on_page=False,
    ),
    Kind(
        "events",
        _("What was written down of what you did"),
        _(
            "To prove who did what; after you delete your account it says a number only."
        ),
        account.events,
    ),
)
