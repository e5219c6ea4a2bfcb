"""What associations typed of members of their own."""

from django.db.models import QuerySet

from associations.models import Member, MemberImport
from privacy.retention.batches import deleted, emptied
from privacy.retention.tally import Moment


def _left(moment: Moment) -> QuerySet[Member]:
    return Member.objects.filter(left_at__lt=moment.since)


def _strayed(moment: Moment) -> QuerySet[Member]:
    """Came by itself, and the enterprise is here no more: nobody typed anything of it."""
    strays = Member.objects.filter(by_itself=True, enterprise__isnull=True)
    return strays.filter(left_at__isnull=True, added_at__lt=moment.now)


def _old_imports(moment: Moment) -> QuerySet[MemberImport]:
    return MemberImport.objects.filter(sent_at__lt=moment.since)


# The name stays, so that it is known who once belonged.
_EMPTIED = emptied(_left, "contact_person", "email", "phone", "tax_code", "note")
MEMBERS = (_EMPTIED, deleted(_strayed))
IMPORTS = deleted(_old_imports)
