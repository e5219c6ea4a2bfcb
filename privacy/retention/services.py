"""The nightly work: each rule with days takes away what was kept for its whole term."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.audit.services import record_event
from privacy.retention import (
    accounts,
    complaints,
    directory,
    duties,
    enterprises,
    exports,
    members,
    requests,
    rounds,
    vettings,
    webhooks,
)
from privacy.retention.tally import Forgetting, Moment, Tally
from registry.retention import Rule, retention_rules

WORK: Mapping[str, Forgetting | Sequence[Forgetting]] = {
    "drafts": rounds.DRAFTS,
    "assisted": members.ASSISTED,
    "enterprises": enterprises.ENTERPRISES,
    "unconfirmed": accounts.UNCONFIRMED,
    "invitations": rounds.INVITATIONS,
    "links": rounds.LINKS,
    "tokens": accounts.TOKENS,
    "program_answers": accounts.PROGRAM_ANSWERS,
    "leads_closed": requests.LEADS_CLOSED,
    "lead_talks": requests.TALKS,
    "leads": requests.LEADS,
    "complaints": complaints.COMPLAINTS,
    "vetting_customers": vettings.CUSTOMERS,
    "vettings": vettings.VETTINGS,
    "provider_devices": complaints.DEVICES,
    "evidence": rounds.EVIDENCE,
    "stray_files": rounds.STRAYS,
    "feedback": rounds.FEEDBACK,
    "affiliations": enterprises.AFFILIATIONS,
    "members": members.MEMBERS,
    "exports": exports.EXPORTS,
    "member_imports": members.IMPORTS,
    "imported": members.IMPORTED,
    "calls": enterprises.CALLS,
    "campaigns": enterprises.CAMPAIGNS,
    "consents": enterprises.CONSENTS,
    "directory_states": directory.STATES,
    "webhooks": webhooks.MESSAGES,
    "sign_ins": accounts.SIGN_INS,
    "sessions": accounts.SESSIONS,
    "log": accounts.LOG,
    "codes": accounts.CODES,
    "postings": accounts.POSTINGS,
    "work": accounts.WORK,
    "letters": accounts.LETTERS,
    "bad_addresses": accounts.BAD_ADDRESSES,
    "incidents": duties.INCIDENTS,
    "requests": duties.REQUESTS,
    "address_links": duties.ADDRESS_LINKS,
}


@dataclass(frozen=True)
class Forgotten:
    """What a rule took away, or would."""

    rule: Rule
    tally: Tally


def due(*, now: datetime, only: Sequence[str] = ()) -> Iterator[Forgotten]:
    """What `forget` would take away now. Changes nothing."""
    for rule in _rules(only):
        moment = _moment(rule, now)
        tallies = [part.due(moment) for part in _parts(rule)]
        yield Forgotten(rule, sum(tallies, Tally()))


def forget(*, now: datetime, only: Sequence[str] = ()) -> Iterator[Forgotten]:
    """Rule by rule; it may be stopped at any time and started again.

    The log has the counts of each rule that found something, and names nobody.
    """
    for rule in _rules(only):
        moment = _moment(rule, now)
        tallies = [part.forget(moment) for part in _parts(rule)]
        tally = sum(tallies, Tally())
        if tally:
            _record(rule, tally, now)
        yield Forgotten(rule, tally)


def _rules(only: Sequence[str]) -> list[Rule]:
    """Those with days, in the order of the file."""
    rules = [rule for rule in retention_rules().values() if rule.days is not None]
    return [rule for rule in rules if not only or rule.id in only]


def _parts(rule: Rule) -> Sequence[Forgetting]:
    work = WORK[rule.id]
    return work if isinstance(work, tuple) else (work,)


def _moment(rule: Rule, now: datetime) -> Moment:
    warn = timedelta(days=rule.warn_before or 0)
    return Moment(now, now - timedelta(days=rule.days), warn)


def _counts(tally: Tally) -> dict[str, int]:
    counts = {"rows": tally.rows, "files": tally.files}
    return counts | ({"letters": tally.letters} if tally.letters else {})


def _record(rule: Rule, tally: Tally, now: datetime) -> None:
    record_event(
        action="retention.forgotten",
        organisation=None,
        actor=None,
        subject=f"rule:{rule.id}",
        now=now,
        details=_counts(tally) | {"days": rule.days},
    )
