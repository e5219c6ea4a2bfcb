"""What the parts of a questionnaire are called at which members of a campaign have stopped."""

from collections.abc import Iterator

from associations.campaigns.people import NO_PAGE
from associations.campaigns.wording import LAST_PAGE, UNKNOWN_PAGE
from associations.models import Campaign
from indexes.index.pages import Page
from indexes.models import IndexVersion
from language.texts import in_language


def title_of(campaign: Campaign, slug: str) -> str:
    """Also of a part that some industries alone have; a corrected version may have others."""
    if slug in ("", NO_PAGE):
        return LAST_PAGE
    for page in _pages(campaign.index_version):
        if page.slug == slug:
            return in_language(page.title)
    return UNKNOWN_PAGE


def _pages(version: IndexVersion) -> Iterator[Page]:
    """Those of all first: an industry is built only where its own are asked for."""
    yield from version.index.pages
    for variant in version.index.variants.get("list", ()):
        yield from version.index_in(variant["id"]).pages
