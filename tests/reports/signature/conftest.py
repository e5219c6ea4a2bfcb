from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from reports.signature import sign
from reports.signature.fetching import ANSWERS, LISTS
from reports.signature.sign import sign_pdf
from tests.reports.signature.authority import PASSWORD, Authority, served


@pytest.fixture(scope="session")
def authority():
    with served(Authority()) as authority:
        yield authority


@pytest.fixture(autouse=True)
def _nothing_kept():
    LISTS.clear()
    ANSWERS.clear()


@pytest.fixture
def unreliable(authority, monkeypatch):
    """The authority, to be made slow or to answer nonsense for one test."""
    monkeypatch.setattr(sign, "TIMEOUT", 2)
    monkeypatch.setattr(authority, "slow", {})
    monkeypatch.setattr(authority, "garbled", {})
    yield authority
    authority.released.set()
    authority.released.clear()


@pytest.fixture
def operator(settings, authority, tmp_path):
    """A site whose operator has a certificate that somebody vouches for."""
    settings.SIGNING_CERTIFICATE = str(
        authority.write_certificate(tmp_path, "Trung tâm Thử")
    )
    settings.SIGNING_PASSWORD = PASSWORD
    settings.SIGNING_ROOTS = str(authority.write_roots(tmp_path))
    return settings


@pytest.fixture(scope="session")
def pdf() -> bytes:
    """Small, and with letters that can be found again in the file."""
    target = BytesIO()
    canvas = Canvas(target, pageCompression=0)
    canvas.drawString(72, 72, "Level 3")
    canvas.save()
    return target.getvalue()


@pytest.fixture(scope="session")
def signed_once(pdf) -> bytes:
    return sign_pdf(pdf)
