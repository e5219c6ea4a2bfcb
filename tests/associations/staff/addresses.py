"""What stands in the addresses of an association's own people, for tests that walk them all."""

from accounts.models import Organisation, StaffInvitation


def staff_arguments(
    association: Organisation, work: StaffInvitation
) -> dict[str, list]:
    of_all = [association.public_id]
    return {
        **team_arguments("associations", association, work),
        "associations:about": of_all,
        "associations:picture": of_all,
        "associations:edit_profile": of_all,
        "associations:associations": [],
        "work_link": ["bi-mat"],
        "work": [work.public_id],
    }


def team_arguments(
    namespace: str, organisation: Organisation, work: StaffInvitation
) -> dict[str, list]:
    """Of the pages that every place of work has."""
    of_all = [organisation.public_id]
    one = [*of_all, organisation.memberships.order_by("pk")[0].pk]
    invited = [*of_all, work.public_id]
    arguments = {
        "team": of_all,
        "two_steps": of_all,
        "invite_colleague": of_all,
        "invite_again": invited,
        "end_invitation": invited,
        "colleague": one,
        "remove_colleague": one,
        "sign_out_colleague": one,
    }
    return {f"{namespace}:{name}": of for name, of in arguments.items()}
