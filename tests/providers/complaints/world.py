"""A complaint of the owner about the provider it asked, and what its addresses take."""

from accounts.models import User
from providers.complaints.services import open_complaint
from providers.models import Complaint, Lead
from tests.builders import NOW

NOBODYS = "00000000-0000-4000-8000-000000000000"


def make_complaint(lead: Lead, by: User | None, **changes) -> Complaint:
    said = {
        "side": Complaint.Side.ENTERPRISE,
        "category": Complaint.Category.PRICE,
        "words": "Chào 5 triệu, đòi 9 triệu.",
        "wanted": "Giữ giá đã chào.",
        "now": NOW,
    }
    return open_complaint(lead=lead, by=by, **{**said, **changes})


def arguments_of_complaint(lead: Lead) -> dict[str, list]:
    complaint = lead.complaints.get()
    association = complaint.association.public_id
    return {
        "providers:complain": [lead.public_id],
        "providers:complain_of_enterprise": [lead.public_id],
        "providers:complaints": [],
        "providers:how_settled": [],
        "providers:complaint": [complaint.public_id],
        "providers:complaint_file": [complaint.public_id, NOBODYS],
        "associations:complaints": [association],
        "associations:complaint": [association, complaint.public_id],
        "associations:complaint_file": [association, complaint.public_id, NOBODYS],
    }
