"""Worked examples: commands as they are typed, and what they are answered. A test runs them all."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from providers.leads.services import CONSENT_TEXT

READ = 'curl -H "Authorization: Bearer $TOKEN"'


@dataclass(frozen=True)
class Example:
    """statuses: what may come back, the usual one first."""

    title: str | Promise
    command: str
    statuses: tuple[int, ...] = (200,)
    says: str | Promise = ""


@dataclass(frozen=True)
class Section:
    """persona: whose token it takes."""

    persona: str
    title: str | Promise
    examples: tuple[Example, ...]


OF_FIRMS = (
    Example(
        _("What this token opens, and where"),
        f"{READ} $SITE/api/v1/token",
    ),
    Example(
        _("Which indexes there are"),
        f"""{READ} \\
  -H "Accept-Language: en" \\
  $SITE/api/v1/indexes""",
        says=_("Texts and errors come in the language that is asked for: vi or en."),
    ),
    Example(
        _("Begin a round"),
        f"""{READ} \\
  -H "Idempotency-Key: ky-2026-12" \\
  --json '{{"enterprise": "'$ENTERPRISE'", "index": "'$INDEX'"}}' \\
  $SITE/api/v1/assessments""",
        (201, 200),
        _(
            "Sent twice with the same key, it is done once. Where a round is open already, "
            "this one comes back, with 200."
        ),
    ),
    Example(
        _("Write two answers"),
        f"""{READ} \\
  --request PATCH \\
  --json '{{"answers": {{
    "1.1.1": {{"level": 2}},
    "1.1.2": {{"state": "cleared"}}
  }}}}' \\
  $SITE/api/v1/assessments/$ASSESSMENT/answers""",
        says=_("All of them are taken, or none."),
    ),
    Example(
        _("Write only where nobody changed anything meanwhile"),
        f"""{READ} \\
  --request PATCH \\
  -H 'If-Match: "an-older-one"' \\
  --json '{{"answers": {{"1.1.1": {{"level": 1}}}}}}' \\
  $SITE/api/v1/assessments/$ASSESSMENT/answers""",
        (412,),
        _("The ETag of the last answer goes into If-Match; here it is an older one."),
    ),
    Example(
        _("Send it off"),
        f"""{READ} \\
  --request POST \\
  $SITE/api/v1/assessments/$ASSESSMENT/submit""",
        (409, 200),
        _("Too early: “errors” names each question that has no answer yet."),
    ),
    Example(
        _("The results, ten at a time"),
        f'{READ} "$SITE/api/v1/results?limit=10"',
        says=_("“next” is the cursor of the next page; null at the end."),
    ),
    Example(
        _("One result, only if it has changed"),
        f"""{READ} \\
  -H 'If-None-Match: "an-older-one"' \\
  $SITE/api/v1/results/$RESULT""",
        (200, 304),
    ),
    Example(
        _("The plan of that round"),
        f"{READ} $SITE/api/v1/results/$RESULT/plan",
    ),
    Example(
        _("Whom its owner can ask for help, and what could be shown"),
        f"{READ} $SITE/api/v1/results/$RESULT/providers",
    ),
    Example(
        _("Ask a provider, and let it see the total alone"),
        f"""{READ} \\
  -H "Idempotency-Key: hoi-0001" \\
  --json '{{
    "result": "'$RESULT'",
    "solution": "'$SOLUTION'",
    "wording": "{CONSENT_TEXT}",
    "shows": {{"score": true}}
  }}' \\
  $SITE/api/v1/leads""",
        (201,),
        _("Without “contact” it answers by messages on the request."),
    ),
    Example(
        _("A field that is not known"),
        f"""{READ} \\
  --request PATCH \\
  --json '{{"staff": 12}}' \\
  $SITE/api/v1/assessments/$ASSESSMENT""",
        (422,),
        _("It is refused, and “errors” says where it stands."),
    ),
)
OF_PROVIDERS = (
    Example(
        _("Requests that wait for an answer"),
        f'{READ} "$SITE/api/v1/leads?state=sent"',
    ),
    Example(
        _("Accept one"),
        f"""{READ} \\
  -H "Idempotency-Key: nhan-0001" \\
  --json '{{"to": "accepted"}}' \\
  $SITE/api/v1/leads/$LEAD/moves""",
    ),
    Example(
        _("Open its contact details"),
        f"{READ} --request POST $SITE/api/v1/leads/$LEAD/contact",
        says=_("The firm sees when you opened them."),
    ),
    Example(
        _("Write, and send a file along"),
        f"""{READ} \\
  --json '{{"text": "Bao gia", "files": [{{"name": "bao-gia.pdf", "content": "JVBERi0="}}]}}' \\
  $SITE/api/v1/leads/$LEAD/messages""",
        (422, 409, 201),
        _("Each file is judged as on the pages; this one is too short to be a PDF."),
    ),
    Example(
        _("Make an offer"),
        f"""{READ} \\
  --json '{{
    "to": "offered",
    "offer": {{
      "amount": 12000000,
      "scope": "Website, 2 languages",
      "begins_on": "2027-01-04",
      "ends_on": "2027-02-12"
    }}
  }}' \\
  $SITE/api/v1/leads/$LEAD/moves""",
    ),
)
OF_ASSOCIATIONS = (
    Example(
        _("The figures of the members"),
        f"""{READ} \\
  "$SITE/api/v1/associations/$ASSOCIATION/figures?index=$INDEX\"""",
        says=_("The same as on the page: what is too small to be told is null."),
    ),
    Example(
        _("The result of one member"),
        f"{READ} $SITE/api/v1/results/$RESULT",
        says=_("As much as it shares at this moment, and it sees that you looked."),
    ),
)
SECTIONS = (
    Section("owner", _("For a firm"), OF_FIRMS),
    Section("provider", _("For a provider"), OF_PROVIDERS),
    Section("aggregate", _("For an association"), OF_ASSOCIATIONS),
)
