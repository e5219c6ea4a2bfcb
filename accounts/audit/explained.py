"""What the log itself says of entries, accounts and chains that are gone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.audit.forgetting import TAKEN_OUT
from accounts.models import AuditEvent

# Each names the account in its subject.
OF_ACCOUNTS = ("user.deleted", "user.forgotten", "account.address_given_up")
# Each has the chain of the enterprise in its details, if that went.
OF_CHAINS = ("enterprise.deleted", "enterprise.forgotten", "draft.forgotten")


@dataclass(frozen=True)
class Explained:
    """accounts: subjects that were deleted. chains: that went with their enterprise.

    until: the last entry that was to be taken out, by chain. since: deletions of accounts
    before that may have been taken out of the log themselves.
    """

    accounts: frozenset[str]
    chains: frozenset[str]
    until: Mapping[str, int]
    since: datetime | None

    def is_account_gone(self, number: int, at: datetime) -> bool:
        is_told = f"user:{number}" in self.accounts
        return is_told or (self.since is not None and at < self.since)


def explained() -> Explained:
    of_site = AuditEvent.objects.filter(organisation=None).order_by()
    gone = of_site.filter(action__in=OF_ACCOUNTS).values_list("subject", "details")
    chains = of_site.filter(action__in=OF_CHAINS).values_list("details", flat=True)
    taken = of_site.filter(action=TAKEN_OUT).values_list("details", flat=True)
    until: dict[str, int] = {}
    since = None
    for details in taken.iterator():
        for chain, last in details["until"].items():
            until[chain] = max(last, until.get(chain, 0))
        if details["until"].keys() & {"user", "account"}:
            before = datetime.fromisoformat(details["before"])
            since = max(before, since or before)
    return Explained(
        accounts=frozenset(
            subject for subject, details in gone if details.get("account", True)
        ),
        chains=frozenset(filter(None, (details.get("chain") for details in chains))),
        until=until,
        since=since,
    )
