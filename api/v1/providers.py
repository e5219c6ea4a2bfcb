"""The directory of vetted providers: open to every token, without anybody's telephone."""

from datetime import date
from typing import Literal

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic import Field

from api.cursors import Order, page
from api.v1.rights import OPEN
from api.v1.shapes import Number, PageAsked, PageOf, Told
from language.ids import uuid_in
from language.texts import as_written
from providers.directory.describe import offer
from providers.directory.queries import Wanted, provider_entries, vetted_providers
from providers.models import Provider, Solution
from registry.sector_names import SECTORS
from registry.sizes import SIZES

router = Router(auth=OPEN, tags=["directory"])
AS_READ = Order(("organisation__sort_key", "slug"))
Size = Literal[SIZES]


class SolutionTold(Told):
    slug: str
    name: str
    what: str
    kind: str
    can: str
    price: str
    price_from: int = Field(description=_("dong"))
    price_to: int
    price_unit: str
    delivery_days: int | None
    sectors: list[str] = Field(description=_("empty where it is for all"))
    sizes: list[str]


class ProviderTold(Told):
    slug: str
    name: str
    about: str
    website: str
    works_online: bool
    areas: list[str] = Field(description=_("empty for the whole city"))
    vetted_until: date | None
    rating: Number | None
    ratings: int
    solutions: list[SolutionTold]


class DirectoryAsked(PageAsked):
    q: str = Field("", max_length=200)
    sector: str = Field("", max_length=2)
    size: Size | None = None
    area: str = Field("", max_length=40, description=_("of capabilities"))


@router.get(
    "",
    response=PageOf[ProviderTold],
    summary=_("Providers that are vetted today, with what they offer"),
)
def directory(request: HttpRequest, asked: Query[DirectoryAsked]) -> dict:
    if asked.sector and asked.sector not in SECTORS:
        raise Http404
    wanted = Wanted(asked.q, asked.sector, asked.size or "", asked.area)
    return page(
        vetted_providers(wanted, request.now),
        AS_READ,
        cursor=asked.cursor,
        limit=asked.limit,
        row_of=lambda provider: _provider(provider, provider.fitting),
    )


@router.get(
    "/{slug:slug}",
    response=ProviderTold,
    summary=_("One provider, with all it offers now"),
)
def provider(request: HttpRequest, slug: str) -> dict:
    found = provider_entries().filter(_named(slug)).first()
    if found is None:
        raise Http404
    return _provider(found, list(found.solutions.all()))


def _named(slug: str) -> Q:
    """By its short name, or by its number as webhooks tell it."""
    number = uuid_in(slug)
    return Q(organisation__public_id=number) if number else Q(slug=slug)


def _provider(provider: Provider, solutions: list[Solution]) -> dict:
    return {
        "slug": provider.slug,
        "name": provider.organisation.name,
        "about": as_written(provider.about),
        "website": provider.website,
        "works_online": provider.online,
        "areas": provider.areas,
        "vetted_until": provider.vetted_until,
        "rating": provider.rating_average,
        "ratings": provider.rating_count,
        "solutions": list(map(_solution, solutions)),
    }


def _solution(solution: Solution) -> dict:
    described = offer(solution)
    return {
        "slug": solution.slug,
        "name": described.name,
        "what": described.what,
        "kind": solution.kind,
        "can": described.can,
        "price": described.price,
        "price_from": solution.price_from,
        "price_to": solution.price_to,
        "price_unit": solution.price_unit,
        "delivery_days": solution.delivery_days,
        "sectors": solution.sectors,
        "sizes": solution.sizes,
    }
