"""Members of associations as these typed them."""

from accounts.models import Organisation
from associations.members.fields import FIELDS
from associations.models import Affiliation, ImportRow, Member, MemberImport

TYPED = {
    "name": "Xưởng may Sông Quê",
    "tax_code": "0312687878",
    "contact_person": "Chị Lan",
    "email": "lan@pho.example",
    "phone": "0901 234 567",
    "note": "Gọi buổi sáng",
}


def make_member(association: Organisation, **fields) -> Member:
    return Member.objects.create(association=association, **{**TYPED, **fields})


def make_known(affiliation: Affiliation, **fields) -> Member:
    """The member that an enterprise turned out to be."""
    return make_member(
        affiliation.association,
        enterprise=affiliation.enterprise,
        **{"name": affiliation.enterprise.name, **fields},
    )


def make_table(association: Organisation) -> MemberImport:
    """One that was read, with one new row."""
    table = MemberImport.objects.create(
        association=association,
        state=MemberImport.State.READ,
        columns=["name"],
    )
    cells = dict.fromkeys(FIELDS, "") | {"name": "Xưởng gỗ Tân Lập"}
    ImportRow.objects.create(of=table, number=2, cells=cells, kind="new")
    return table
