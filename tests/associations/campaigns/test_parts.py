"""Where members have stopped, in words."""

import pytest

from associations.campaigns.parts import title_of
from associations.campaigns.wording import LAST_PAGE, UNKNOWN_PAGE
from associations.models import Campaign
from tests.builders import make_version_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("4-rao-can-va-nhu-cau-ho-tro", "Rào cản và nhu cầu hỗ trợ"),
        ("7-giai-phap-cong-nghe-theo-nganh", "Giải pháp công nghệ theo ngành"),
        ("", LAST_PAGE),
        ("phan-da-bo", UNKNOWN_PAGE),
    ],
)
def test_also_the_part_that_an_industry_alone_has_is_named(slug, title):
    campaign = Campaign(index_version=make_version_of("dbi-2025-sme"))
    assert title_of(campaign, slug) == title
