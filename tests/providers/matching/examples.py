"""Firms, offers and matches as the tests of matching make them."""

from datetime import timedelta

import numpy as np

from accounts.models import Organisation
from indexes.index.options import level_of_options
from providers.matching.content import content_of
from providers.matching.entries import Entries
from providers.matching.lifts import lifts_of
from providers.matching.services import hide_provider
from providers.models import Lead
from survey.models import Answer
from tests.builders import (
    NOW,
    make_assessment,
    make_organisation,
    make_provider,
    make_result,
    make_solution,
    make_version_of,
)


def shop(levels=None, **chosen):
    """A retail shop that uses nothing, but for `levels` by code and options picked
    (q_2_5=["social"]).
    """
    version = make_version_of("dbi-2025-sme")
    index = version.index_in("retail")
    picked = {
        name.removeprefix("q_").replace("_", "."): options
        for name, options in chosen.items()
    }
    answered = dict.fromkeys(index.codes, 0) | (levels or {})
    answered |= {
        code: level_of_options(index.questions[code], options)
        for code, options in picked.items()
    }
    assessment = make_assessment(index_version=version, variant="retail", sector="G")
    for code, options in picked.items():
        Answer.objects.create(
            assessment=assessment,
            question=code,
            level=answered[code],
            chosen=options,
            changed_at=NOW,
        )
    in_order = [answered[code] for code in index.codes]
    return index, make_result(assessment, levels=in_order)


def large(groups=1, **criteria):
    """A large firm that answered by groups; pillars with a criterion told (q_1_4_3=2)
    are refined wholly.
    """
    version = make_version_of("dbi-2025-large")
    index = version.index
    refined = {
        name.removeprefix("q_").replace("_", "."): level
        for name, level in criteria.items()
    }
    answered = dict.fromkeys(index.codes) | dict.fromkeys(index.groups, groups)
    assessment = make_assessment(index_version=version, sector="C", size="large")
    return index, make_result(assessment, levels=index.vector(answered | refined))


def offer(slug, *improves, **fields):
    parts = [{"capability": name, "lift": lift} for name, lift in improves]
    return make_solution(make_provider(slug, slug), slug, improves=parts, **fields)


def lifts(index, result, solution, **chosen):
    levels = np.frombuffer(bytes(result.levels), np.int8).astype(np.int64)
    picked = {
        name.removeprefix("q_").replace("_", "."): options
        for name, options in chosen.items()
    }
    row = lifts_of(index, Entries([solution]), levels, picked)[0]
    return {index.codes[place]: int(row[place]) for place in np.flatnonzero(row)}


TAX_CODE = "0312687878"


def firm():
    """The enterprise that something stands against, as `match` takes it."""
    return make_organisation(tax_code=TAX_CODE)


def _draft():
    told = Organisation.objects.filter(kind="enterprise", tax_code=TAX_CODE).first()
    return make_assessment(told) if told else None


def match(result=None, budget=None, **of_result):
    """What is suggested for a result, or for a firm at level 1 of the small index."""
    result = result or make_result(_draft(), level=1, **of_result)
    return content_of(result, budget=budget, now=NOW)


def slugs(content, part="suggestions"):
    return [suggestion["solution"] for suggestion in content[part]]


def full(provider):
    """Take all places of this month."""
    enterprise = make_organisation(name="Tiệm may An")
    result = make_result(make_assessment(enterprise))
    from_consent = {
        "enterprise": enterprise,
        "grantee": provider.organisation,
        "purpose": "contact",
        "items": ["contact"],
    }
    consent = enterprise.consents_given.model.objects.create(
        **from_consent, text_version="1", given_at=NOW
    )
    Lead.objects.create(
        organisation=enterprise,
        provider=provider,
        result=result,
        consent=consent,
        contact_name="An",
        asked_at=NOW,
        moved_at=NOW,
    )
    provider.capacity_per_month = 1
    provider.save()


LEFT_OUT = {
    "budget": {"price_from": 60_000_000, "price_to": 70_000_000},
    "capacity": {},
    "paused": {},
    "hidden": {},
    "conflict": {},
    "area": {},
    "size": {"sizes": ["large"]},
    "sector": {"sectors": ["A", "B"]},
    "vetted": {},
    "active": {"is_active": False},
}


PROVIDER = {
    "area": {"online": False, "areas": ["25747"]},
    "vetted": {"vetted_until": NOW.date() - timedelta(days=1)},
    "paused": {"paused_until": NOW.date()},
}


def left_out_by(rule):
    provider = make_provider("Công ty Kia", "kia", **PROVIDER.get(rule, {}))
    if rule == "capacity":
        full(provider)
    if rule == "hidden":
        hide_provider(enterprise=firm(), provider=provider, by=None, now=NOW)
    if rule == "conflict":
        firm()
        # A branch of the same company.
        provider.organisation.tax_code = f"{TAX_CODE}-001"
        provider.organisation.save()
    return make_solution(
        provider, "kia", improves=[{"question": "1.1.1", "lift": 3}], **LEFT_OUT[rule]
    )


def priced(slug, price, *improves):
    parts = [{"question": code, "lift": lift} for code, lift in improves]
    make_solution(
        make_provider(slug, slug),
        slug,
        improves=parts,
        price_from=price,
        price_to=price,
    )
