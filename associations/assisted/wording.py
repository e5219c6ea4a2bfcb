"""Words about rounds that an association typed."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from associations.models import AssistedRound
from language.formats import day

PROBLEMS = {
    "draft_open": gettext_lazy(
        "This member is answering already. Ask whether to go on with that round."
    ),
    "incomplete": gettext_lazy("Some questions are still open; see below."),
    "over": gettext_lazy(
        "The owner has answered already, or the round is gone. Nothing was changed."
    ),
    "not_member": gettext_lazy(
        "It does not belong to your association. Invite it first; once it belongs, you can "
        "type for it."
    ),
    "in_no_account": gettext_lazy(
        "This enterprise has answered here by itself and is in no account yet. Ask its owner to "
        "keep it in an account; then you can type for it, and nobody else sees its answers."
    ),
    "another_address": gettext_lazy(
        "Its owner confirmed an earlier round by another address. Send the letter there, or ask "
        "the owner to keep the enterprise in an account first."
    ),
    "changed": gettext_lazy(
        "Answers were changed since the letter went out, so its code counts no more. Read the "
        "answers out and send a new letter."
    ),
    "own_address": gettext_lazy(
        "This is the address of somebody of your association. The member has to confirm itself."
    ),
    "no_owner": gettext_lazy("No owner of this enterprise has an account to write to."),
    "too_many_letters": gettext_lazy(
        "Enough letters for today went out for this round. Please try again tomorrow."
    ),
    "letter_not_sent": gettext_lazy(
        "The letter could not be sent. Please check the address."
    ),
    "wrong_code": gettext_lazy(
        "This code is not right, or its half hour is over. Send a new letter for a new code."
    ),
    "too_many_tries": gettext_lazy(
        "Too many codes were tried. Send a new letter in half an hour."
    ),
}

# What the owner reads where the same cannot be done.
TO_OWNERS = {
    "over": gettext_lazy("This was answered already. Nothing was changed now."),
    "incomplete": gettext_lazy(
        "Some questions are still open, so nothing was confirmed. Answer them yourself, or ask "
        "the association to."
    ),
    "changed": gettext_lazy(
        "What was typed for you was changed while you were reading, so nothing was confirmed. "
        "Please read it once more."
    ),
}


def typed_by(assisted: AssistedRound) -> str:
    """As it stands on the pages of the owner and in the report."""
    parts = {
        "association": assisted.association.name,
        "way": assisted.get_way_display(),
        "day": day(assisted.begun_at),
        "name": assisted.typed_by.full_name if assisted.typed_by else "",
    }
    if parts["name"]:
        return _("Typed by %(name)s of %(association)s, %(way)s on %(day)s") % parts
    return _("Typed by %(association)s, %(way)s on %(day)s") % parts


def standing(assisted: AssistedRound) -> str:
    """How far it is, in one sentence to the association."""
    if assisted.is_confirmed:
        return confirmed(assisted)
    if assisted.refused_at:
        return _("Refused by the owner; what was typed is deleted.")
    if assisted.taken_up_at:
        return _("The owner goes on with it alone; you no longer see the answers.")
    if not assisted.is_open:
        return _("What was typed is no longer here.")
    return _("Waits for the owner.") if assisted.asked_at else _("Being typed.")


def confirmed(assisted: AssistedRound) -> str:
    if assisted.confirmed_at is None:
        return _("Sent by the enterprise itself")
    parts = {"day": day(assisted.confirmed_at), "how": assisted.get_proof_display()}
    return _("Confirmed by the owner on %(day)s, %(how)s") % parts
