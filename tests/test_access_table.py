"""Who may do what: every address, read and written to, by every persona.

A row is: method, name of the address, whose (`.` the owner's enterprise, `held` the one started
without an account), and what each persona gets. One cell: the same for everybody. Two cells: not
signed in, signed in.

    200 405 …  the status                     in   sent to sign in
    404        a stranger: nothing is         go   sent on to another page
               admitted to exist              403  a reader who wants more than it may

    any  nobody in particular                 agg  association staff, level and total shared
    hld  the browser that holds `held`        pil  association staff, pillars shared
    lnk  a browser that opened a share link   ans  association staff, all answers shared
    own  the owner                            non  association staff, nothing shared
    col  a colleague in the same enterprise   prv  provider staff with a request from the owner
    str  the owner of another enterprise      oth  provider staff without one
                                              adm  an administrator
"""

from functools import cache

import pytest
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver

from tests.accounts.outbox.access import LETTERS
from tests.accounts.programs.access import TOKENS
from tests.api.access import PROGRAMS
from tests.assessment.access import FRAME
from tests.associations.assisted.access import ASSISTED
from tests.associations.campaigns.access import CAMPAIGNS
from tests.associations.city.access import CITY
from tests.associations.cohort.access import COHORTS
from tests.associations.members.access import MEMBERS
from tests.associations.review.access import REVIEWS
from tests.associations.staff.access import STAFF
from tests.background.access import WORK
from tests.databases import undone
from tests.pages import MOST_OF_A_PAGE, weight_of
from tests.privacy.access import RIGHTS
from tests.providers.access import PROVIDERS
from tests.providers.complaints.access import COMPLAINTS
from tests.providers.desk.access import DESK
from tests.providers.leads.access import LEADS
from tests.providers.ratings.access import RATINGS
from tests.providers.vetting.access import VETTINGS
from tests.providers.webhooks.access import WEBHOOKS
from tests.roadmap.access import ROADMAPS

pytestmark = pytest.mark.django_db

TABLE = """
                                  of   any hld lnk own col str agg pil ans non prv oth adm
# The questionnaire
GET  survey:start                 .    200
POST survey:start                 .    200
GET  indexes:indexes              .    200
POST indexes:indexes              .    405
GET  indexes:index                .    200
POST indexes:index                .    405
GET  survey:mine                  .    200
POST survey:mine                  .    200
GET  survey:forget                .    405
POST survey:forget                .    go
GET  survey:end_links             .    405
POST survey:end_links             .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:end_links             held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:let_take_over         .    405
POST survey:let_take_over         .    404 404 404 403 403 404 403 403 403 404 404 404 404
POST survey:let_take_over         held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:resume                .    200
POST survey:resume                .    go
GET  survey:answer                .    405
POST survey:answer                .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:answer                held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:figure                .    405
POST survey:figure                .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:figure                held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:review                .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:review                .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  survey:review                held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:review                held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:submit                .    405
POST survey:submit                .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:submit                held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:variant               .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:variant               .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  survey:variant               held 404 go  404 404 404 404 404 404 404 404 404 404 404
POST survey:variant               held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:way                   .    405
POST survey:way                   .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:way                   held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:profile               .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:profile               .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  survey:profile               held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:profile               held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:later                 .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:later                 .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  survey:later                 held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:later                 held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:next_round            .    405
POST survey:next_round            .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:next_round            held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:claim                 .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:claim                 .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  survey:claim                 held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:claim                 held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:step                  .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:step                  .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  survey:step                  held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:step                  held 404 go  404 404 404 404 404 404 404 404 404 404 404
# After sending: correcting, saying what was missing, discarding
GET  survey:correct               .    405
POST survey:correct               .    404 404 404 go  go  404 403 403 403 404 404 404 404
POST survey:correct               held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:feedback              .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:feedback              .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  survey:feedback              held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:feedback              held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:discard               .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:discard               .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  survey:discard               held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:discard               held 404 go  404 404 404 404 404 404 404 404 404 404 404
# Evidence
GET  survey:evidence              .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:evidence              .    405
GET  survey:evidence              held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:evidence_of           .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:evidence_of           .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  survey:evidence_of           held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:evidence_of           held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  survey:evidence_file         .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:evidence_file         .    405
GET  survey:remove_evidence       .    405
POST survey:remove_evidence       .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  associations:evidence        .    in  in  in  403 403 404 403 403 403 404 404 404 404
POST associations:evidence        .    in  405
GET  associations:review_evidence .    in  in  in  403 403 404 403 403 403 404 404 404 404
POST associations:review_evidence .    in  in  in  403 403 404 403 403 403 404 404 404 404
# Answering together
GET  survey:respondents           .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:respondents           .    404 404 404 200 200 404 403 403 403 404 404 404 404
GET  survey:respondents           held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST survey:respondents           held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  survey:differences           .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST survey:differences           .    405
GET  survey:withdraw_invitation   .    405
POST survey:withdraw_invitation   .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  survey:decide                .    405
POST survey:decide                .    404 404 404 404 404 404 403 403 403 404 404 404 404
GET  survey:invitation            .    200
POST survey:invitation            .    go
GET  survey:invited               .    404
POST survey:invited               .    404
GET  survey:invited_answer        .    405
POST survey:invited_answer        .    404
# Results and reports
GET  reports:result               .    404 404 200 200 200 404 200 200 200 404 404 404 404
POST reports:result               .    405
GET  reports:result               held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  reports:answers              .    404 404 200 200 200 404 403 403 200 404 404 404 404
POST reports:answers              .    405
GET  reports:answers              held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  reports:compare              .    404 404 200 200 200 404 403 200 200 404 404 404 404
POST reports:compare              .    405
GET  reports:compare              held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  reports:elsewhere            .    404 404 403 200 200 404 403 403 403 404 404 404 404
POST reports:elsewhere            .    405
GET  reports:elsewhere            held 404 200 404 404 404 404 404 404 404 404 404 404 404
# No other index can be read from the answers of the small one: 404 for its own people too
GET  reports:start_elsewhere      .    405
POST reports:start_elsewhere      .    404 404 403 404 404 404 403 403 403 404 404 404 404
GET  reports:pdf                  .    404 404 200 200 200 404 200 200 200 404 404 404 404
POST reports:pdf                  .    405
GET  reports:pdf                  held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  reports:partner_pdf          .    404 404 200 200 200 404 200 200 200 404 404 404 404
POST reports:partner_pdf          .    405
GET  reports:partner_pdf          held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  reports:chart                .    404 404 200 200 200 404 403 200 200 404 404 404 404
POST reports:chart                .    405
GET  reports:chart                held 404 200 404 404 404 404 404 404 404 404 404 404 404
GET  reports:share_link           .    405
POST reports:share_link           .    404 404 403 go  403 404 403 403 403 404 404 404 404
POST reports:share_link           held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  reports:revoke_link          .    405
POST reports:revoke_link          .    404 404 403 go  403 404 403 403 403 404 404 404 404
GET  reports:shared               .    200
# A browser without any cookie is shown it at once
POST reports:shared               .    200 go  go  go  go  go  go  go  go  go  go  go  go
GET  reports:verify               .    200
POST reports:verify               .    200
# Sharing with associations
GET  associations:share           .    in  in  in  200 403 404 403 403 403 404 404 404 404
POST associations:share           .    in  in  in  200 403 404 403 403 403 404 404 404 404
GET  associations:share           held in  404
POST associations:share           held in  404
GET  associations:contact         .    in  in  in  200 200 404 403 403 403 404 404 404 404
POST associations:contact         .    in  405
GET  associations:consents        .    in  200
POST associations:consents        .    in  405
GET  associations:withdraw        .    in  405
POST associations:withdraw        .    in  in  in  go  403 404 403 403 403 404 404 404 404
GET  associations:leave           .    in  405
POST associations:leave           .    in  in  in  go  403 404 403 403 403 404 404 404 404
GET  associations:take_request_back .  in  405
POST associations:take_request_back .  in  in  in  go  403 404 403 403 403 404 404 404 404
GET  associations:ask_to_join     .    in  405
POST associations:ask_to_join     .    in  in  in  go  403 404 403 403 403 404 404 404 404
GET  associations:results         .    in  in  in  404 404 404 200 404 404 404 404 404 404
POST associations:results         .    in  405
# Providers
GET  roadmap:suggestions          .    404 404 404 200 200 404 403 403 403 404 404 404 404
POST roadmap:suggestions          .    404 404 404 go  go  404 403 403 403 404 404 404 404
GET  roadmap:suggestions          held 404 200 404 404 404 404 404 404 404 404 404 404 404
POST roadmap:suggestions          held 404 go  404 404 404 404 404 404 404 404 404 404 404
GET  roadmap:ask                  .    in  in  in  200 403 404 403 403 403 404 404 404 404
POST roadmap:ask                  .    in  in  in  200 403 404 403 403 403 404 404 404 404
GET  roadmap:ask                  held in  404
POST roadmap:ask                  held in  404
GET  providers:directory          .    200
POST providers:directory          .    405
GET  providers:provider           .    200
POST providers:provider           .    405
"""
PERSONAS = {
    "any": "anonymous",
    "hld": "holder",
    "lnk": "link",
    "own": "owner",
    "col": "colleague",
    "str": "stranger",
    "agg": "aggregate",
    "pil": "pillars",
    "ans": "answers",
    "non": "nothing_shared",
    "prv": "provider",
    "oth": "other",
    "adm": "admin",
}
SIGNED_OUT = 3  # the first personas

TABLES = (
    TABLE,
    FRAME,
    STAFF,
    MEMBERS,
    REVIEWS,
    CAMPAIGNS,
    PROVIDERS,
    WEBHOOKS,
    DESK,
    LEADS,
    VETTINGS,
    CITY,
    ROADMAPS,
    RIGHTS,
    LETTERS,
    TOKENS,
    PROGRAMS,
    WORK,
    ASSISTED,
    COMPLAINTS,
    RATINGS,
)


@cache
def rows() -> list[tuple[str, str, str, dict[str, str]]]:
    """(method, name, of, what each persona gets)"""
    whole = "".join(TABLES).splitlines()
    whole += COHORTS.splitlines()
    lines = [line.split() for line in whole if line and not line.startswith("#")]
    assert lines[0][1:] == list(PERSONAS)
    return [
        (method, name, of.strip("."), _spread(cells))
        for method, name, of, *cells in lines[1:]
    ]


def _spread(cells: list[str]) -> dict[str, str]:
    if len(cells) == 1:
        cells = cells * len(PERSONAS)
    if len(cells) == 2:
        cells = [cells[0]] * SIGNED_OUT + [cells[1]] * (len(PERSONAS) - SIGNED_OUT)
    return dict(zip(PERSONAS.values(), cells, strict=True))


def rows_by_role(
    table: str, roles: dict[str, str]
) -> list[tuple[str, str, dict[str, str]]]:
    """Of a table of roles: (method, name, what each role gets)"""
    head, *lines = (line.split() for line in table.strip().splitlines())
    assert head == list(roles)
    return [
        (method, name, dict(zip(roles.values(), cells, strict=True)))
        for method, name, *cells in lines
    ]


def addresses(resolver: URLResolver | None = None, namespace: str = "") -> set[str]:
    """Names of all addresses of the site; the pages inside the administration are Django's own."""
    names = set()
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            names |= addresses(
                entry,
                f"{namespace}{entry.namespace}:" if entry.namespace else namespace,
            )
        elif namespace != "admin:":
            names.add(f"{namespace}{entry.name}")
    return names


def cell_of(answer: HttpResponse) -> str:
    """What the table says of this answer."""
    if answer.status_code not in (302, 303):
        return str(answer.status_code)
    return "in" if answer.url.partition("?")[0].endswith("/login/") else "go"


def test_every_address_stands_in_the_table():
    for method in ("GET", "POST"):
        listed = {name for verb, name, _of, _cells in rows() if verb == method}
        assert addresses() <= listed, f"{method} is missing"


@pytest.mark.parametrize("persona", PERSONAS.values())
def test_everybody_gets_what_the_table_says_and_nothing_else(kept_world, persona):
    world = kept_world
    wrong, too_long = [], []
    for method, name, of, cells in rows():
        expected = cells[persona]
        with undone():
            answer = world.visit(persona, method, world.address(name, of))
            if answer.streaming:
                answer.close()  # a file is not read here
        if cell_of(answer) != expected:
            wrong.append(f"{method} {name} {of}: {cell_of(answer)}, not {expected}")
        if weight_of(answer) > MOST_OF_A_PAGE:
            too_long.append(name)
    assert not wrong, "\n".join(wrong)
    # On the way it costs nothing more to look how much goes over the line.
    assert not too_long
