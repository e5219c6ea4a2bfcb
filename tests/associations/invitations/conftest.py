"""The same members and campaigns as in tests of campaigns."""

from tests.associations.campaigns.conftest import (
    association,
    campaign,
    member,
    running,
)

__all__ = ["association", "campaign", "member", "running"]
