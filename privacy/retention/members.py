"""What associations typed of members of their own."""

from django.db import transaction
from django.db.models import QuerySet

from associations.assisted.services import forget_draft
from associations.models import AssistedRound, Member, MemberImport
from privacy.retention.batches import deleted, emptied
from privacy.retention.tally import Moment, Special, Tally


def _left(moment: Moment) -> QuerySet[Member]:
    return Member.objects.filter(left_at__lt=moment.since)


def _strayed(moment: Moment) -> QuerySet[Member]:
    """Came by itself, and the enterprise is here no more: nobody typed anything of it."""
    strays = Member.objects.filter(by_itself=True, enterprise__isnull=True)
    return strays.filter(left_at__isnull=True, added_at__lt=moment.now)


def _old_imports(moment: Moment) -> QuerySet[MemberImport]:
    """Those that nobody finished: their rows stand there."""
    return _imports(moment).exclude(state=MemberImport.State.DONE)


def _imported(moment: Moment) -> QuerySet[MemberImport]:
    return _imports(moment).filter(state=MemberImport.State.DONE)


def _imports(moment: Moment) -> QuerySet[MemberImport]:
    return MemberImport.objects.filter(sent_at__lt=moment.since)


def _unconfirmed(moment: Moment) -> QuerySet[AssistedRound]:
    return AssistedRound.objects.filter(
        begun_at__lt=moment.since,
        # What its owner went on with is the owner's.
        assessment__is_being_typed=True,
    )


def _due_unconfirmed(moment: Moment) -> Tally:
    return Tally(_unconfirmed(moment).count())


def _forget_unconfirmed(moment: Moment) -> Tally:
    rows = 0
    for key in list(_unconfirmed(moment).values_list("pk", flat=True)):
        rows += _forget_one(moment, key)
    return Tally(rows)


@transaction.atomic
def _forget_one(moment: Moment, key: int) -> int:
    """Asked once more under a lock: the owner may confirm in this very moment."""
    locked = _unconfirmed(moment).select_for_update(of=("self",)).filter(pk=key)
    assisted = locked.select_related("assessment__organisation").first()
    if assisted is None:
        return 0
    forget_draft(assisted)
    assisted.delete()
    return 1


# The name stays, so that it is known who once belonged.
_EMPTIED = emptied(_left, "contact_person", "email", "phone", "tax_code", "note")
MEMBERS = (_EMPTIED, deleted(_strayed))
IMPORTS = deleted(_old_imports)
IMPORTED = deleted(_imported)
ASSISTED = Special(_due_unconfirmed, _forget_unconfirmed)
