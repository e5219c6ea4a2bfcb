"""The pages of providers and solutions, for search engines: of those vetted today alone."""

from typing import ClassVar

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider, Solution


class ProviderSitemap(Sitemap):
    changefreq = "weekly"

    def items(self) -> QuerySet[Provider]:
        vetted = Provider.objects.filter(
            vetted_until__gte=timezone.localdate(),
            organisation__is_fictional=False,
        )
        return vetted.order_by("slug").only("slug")

    def location(self, item: Provider) -> str:
        return reverse("providers:provider", args=[item.slug])


class SolutionSitemap(Sitemap):
    changefreq = "weekly"

    def items(self) -> QuerySet[Solution]:
        offered = Solution.objects.filter(
            is_active=True,
            provider__vetted_until__gte=timezone.localdate(),
            provider__organisation__is_fictional=False,
        )
        return offered.order_by("slug").only("slug")

    def location(self, item: Solution) -> str:
        return reverse("providers:solution", args=[item.slug])


class DirectorySitemap(Sitemap):
    """What stands whatever is in the directory."""

    pages: ClassVar = ("home", "about", "indexes:indexes", "providers:directory")

    def items(self) -> tuple[str, ...]:
        return self.pages

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS = {
    "pages": DirectorySitemap,
    "providers": ProviderSitemap,
    "solutions": SolutionSitemap,
}
