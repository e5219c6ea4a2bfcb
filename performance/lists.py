"""Long lists: each page of them, with 20,000 enterprises behind one association and one provider.

Of the database that DATABASE_URL names.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from indexes.documents.reader import read
from performance.frame.browser import IN_PROCESS
from performance.frame.crowd import ADMINISTRATION, Crowd, make_crowd
from performance.frame.timing import Measurement, measure, scaled
from tests.builders import make_index_version
from tests.personas import make_administrator, make_persona

ENTERPRISES = 20_000
A_PAGE = 0.150  # seconds
# The list of a small and of a middling association: the goals were set on a machine where it
# took 92 and 384 ms.
SMALLER = {143: 0.057, 2_000: 0.106}
LAST = 10_000  # beyond the end stands the last page
FILTERS = (
    "",
    "xep=muc",
    "xep=ngay",
    f"trang={LAST}",
    f"xep=muc&trang={LAST}",
    f"xep=ngay&trang={LAST}",
    "ten=doanh+nghiep+77",
    "nganh=C",
    "quymo=micro",
    "muc=2",
    "phamvi=2",
    f"nganh=C&quymo=small&trang={LAST}",
)


def run() -> Iterator[Measurement]:
    call_command("migrate", verbosity=0)
    file = settings.FIXTURES_DIR / "indexes" / "dbi-2021-sme.yaml"
    # The administrator who measures has no second device at hand.
    alone = override_settings(**IN_PROCESS, SECOND_STEP_OF="nobody")
    document = read(file).data
    for size, at_most in SMALLER.items():
        with transaction.atomic(), alone:
            crowd = make_crowd(make_index_version(document), scaled(size, 10))
            staff = _worker("nhan-vien@hoi.example", crowd.association)
            address = _results_of(crowd.association)
            yield _measured(staff, f"results of {size}", address, at_most)
            transaction.set_rollback(True)

    with transaction.atomic(), alone:
        crowd = make_crowd(make_index_version(document), scaled(ENTERPRISES, 100))
        for client, addresses in _readers(crowd):
            for name, address in addresses.items():
                yield _measured(client, name, address)
        transaction.set_rollback(True)


def _measured(
    client: Client,
    name: str,
    address: str,
    at_most: float = A_PAGE,
) -> Measurement:
    ask = partial(client.get, address)
    with CaptureQueriesContext(connection) as queries:
        answer = ask()
    assert answer.status_code == 200, (address, answer.status_code)
    asked = f"{name}, {len(queries)} queries"
    return measure(asked, ask, rounds=5, at_most=at_most)


def _readers(crowd: Crowd) -> Iterator[tuple[Client, Mapping[str, str]]]:
    staff = _worker("nhan-vien@hoi.example", crowd.association)
    yield staff, dict(_of_association(crowd.association))
    seller = _worker("nhan-vien@sao.example", crowd.provider.organisation)
    leads = reverse("providers:leads")
    yield seller, {"requests": leads, "requests, last": f"{leads}?page={LAST}"}
    yield make_administrator().client, dict(_of_administration())


def _worker(email: str, organisation: Organisation) -> Client:
    return make_persona(email, organisation).client


def _of_association(association: Organisation) -> Iterator[tuple[str, str]]:
    results = _results_of(association)
    for asked in FILTERS:
        yield f"results {asked}", f"{results}?{asked}"
    for name in ("members", "requests"):
        address = reverse(f"associations:{name}", args=[association.public_id])
        yield name, address
        yield f"{name}, last", f"{address}?trang={LAST}"


def _results_of(association: Organisation) -> str:
    return reverse("associations:results", args=[association.public_id])


def _of_administration() -> Iterator[tuple[str, str]]:
    # There a page that is not there leads back to the first.
    deep = scaled(ENTERPRISES, 100) // 100
    for name in ADMINISTRATION:
        address = reverse(f"admin:{name}_changelist")
        yield f"administration {name}", address
        yield f"administration {name}, deep", f"{address}?p={deep}"
