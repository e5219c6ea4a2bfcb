"""What search engines are told of a page, as schema.org has it: nothing the page does not say."""

import json
from collections.abc import Iterable

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from accounts.site import at_site
from language.texts import as_written
from providers.models import EntryFile, Provider, Solution

# What would end the element, or begin another one.
_ESCAPED = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
LEAST_RATINGS = 5  # below, one customer would decide what a search shows


def picture_addresses(pictures: Iterable[EntryFile]) -> list[str]:
    return [
        at_site(reverse("providers:entry_file", args=[file.public_id]))
        for file in pictures
    ]


def provider_data(provider: Provider) -> dict:
    data = {
        "@type": "Organization",
        "name": provider.organisation.name,
        "description": as_written(provider.about),
        "url": at_site(reverse("providers:provider", args=[provider.slug])),
    }
    if provider.website:
        data["sameAs"] = provider.website
    if provider.rating_count >= LEAST_RATINGS:
        data["aggregateRating"] = {
            "@type": "AggregateRating",
            "ratingValue": str(provider.rating_average),
            "reviewCount": provider.rating_count,
        }
    return data


def solution_data(solution: Solution) -> dict:
    price = {
        "@type": "AggregateOffer",
        "priceCurrency": "VND",
        "lowPrice": solution.price_from,
        "highPrice": solution.price_to,
    }
    return {
        "@type": "Service",
        "name": as_written(solution.name),
        "description": as_written(solution.what),
        "url": at_site(reverse("providers:solution", args=[solution.slug])),
        "provider": provider_data(solution.provider),
        "offers": price,
    }


def as_json_ld(data: dict) -> SafeString:
    """For an element that no browser runs."""
    whole = {"@context": "https://schema.org", **data}
    text = json.dumps(whole, ensure_ascii=False)
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return mark_safe(text)  # noqa: S308 - without a sign of a tag
