"""What stands in the addresses of an association's own people, for tests that walk them all."""

from accounts.models import Organisation
from associations.models import StaffInvitation


def staff_arguments(
    association: Organisation, work: StaffInvitation
) -> dict[str, list]:
    of_all = [association.public_id]
    one = [*of_all, association.memberships.order_by("pk")[0].pk]
    invited = [*of_all, work.public_id]
    return {
        "associations:team": of_all,
        "associations:about": of_all,
        "associations:picture": of_all,
        "associations:edit_profile": of_all,
        "associations:associations": [],
        "associations:two_steps": of_all,
        "associations:invite_colleague": of_all,
        "associations:invite_again": invited,
        "associations:end_invitation": invited,
        "associations:colleague": one,
        "associations:remove_colleague": one,
        "associations:sign_out_colleague": one,
        "associations:work_link": ["bi-mat"],
        "associations:work": [work.public_id],
    }
