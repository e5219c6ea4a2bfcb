"""What associations keep of members and campaigns, and since when."""

from datetime import datetime, timedelta

from associations.models import (
    AssistedRound,
    Call,
    Campaign,
    ImportRow,
    Member,
    MemberImport,
)
from tests.builders import (
    NOW,
    make_assessment,
    make_index_version,
    make_organisation,
    make_result,
)
from tests.members import make_member


def calls() -> datetime:
    association = make_organisation("association", "Hội")
    member = Member.objects.create(association=association, name="Cơm tấm")
    for at in (NOW, NOW + timedelta(days=9)):
        Call.objects.create(member=member, at=at, outcome=Call.Outcome.REACHED)
    return NOW


def closed_campaigns() -> datetime:
    association = make_organisation("association", "Hội")
    version = make_index_version()
    for number, closed_at in enumerate((NOW, NOW + timedelta(days=9), None)):
        Campaign.objects.create(
            association=association,
            name="Đợt",
            index_version=version,
            begins_on=NOW.date(),
            ends_on=NOW.date(),
            code=f"ma{number}",
            closed_at=closed_at,
        )
    return NOW


def members() -> datetime:
    """One left, one is still known."""
    association = make_organisation("association")
    for left_at in (NOW, None):
        make_member(association, left_at=left_at)
    return NOW


def a_table_of_members() -> datetime:
    table = MemberImport.objects.create(
        association=make_organisation("association"), sent_at=NOW
    )
    ImportRow.objects.create(of=table, number=2, cells={"email": "lan@pho.example"})
    return NOW


def tables_of_members() -> datetime:
    """One was imported, one is still to be mended."""
    association = make_organisation("association")
    for state in (MemberImport.State.DONE, MemberImport.State.READ):
        table = MemberImport.objects.create(
            association=association,
            sent_at=NOW,
            state=state,
        )
        table.members.add(make_member(association))
    return NOW


def rounds_typed_for_members() -> datetime:
    """One that its owner has not confirmed, one that it has."""
    association = make_organisation("association")
    for is_confirmed in (False, True):
        draft = make_assessment(is_being_typed=not is_confirmed)
        if is_confirmed:
            make_result(draft)
        AssistedRound.objects.create(
            association=association,
            member=make_member(association),
            assessment=draft,
            way="telephone",
            begun_at=NOW,
        )
    return NOW
