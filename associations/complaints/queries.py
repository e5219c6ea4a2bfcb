"""What of complaints lies with an association."""

from datetime import date

from django.db.models import QuerySet

from accounts.models import Organisation
from providers.complaints.queries import handled_by, to_decide
from providers.models import Complaint

# In the address, and on the page in this order.
TO_DECIDE, WAITING, OVER = "", "cho-tra-loi", "xong"


def listed(association: Organisation, group: str) -> QuerySet[Complaint]:
    if group == WAITING:
        of_it = handled_by(association).filter(state=Complaint.State.OPEN)
        return of_it.order_by("answer_by", "pk")
    if group == OVER:
        return handled_by(association).exclude(state__in=Complaint.UNDER_WAY)
    return to_decide(association)


def due_until(association: Organisation, day: date) -> QuerySet[Complaint]:
    """What is to be decided by then, or should have been."""
    return to_decide(association).filter(decide_by__lte=day)
