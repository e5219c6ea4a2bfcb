"""What proves that a certificate was not revoked is fetched in time, and once an hour."""

import asyncio
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.errors import OCSPFetchError
from pyhanko_certvalidator.fetchers import Fetchers
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

from reports.signature import fetching
from reports.signature.fetching import Kept, Remembering
from reports.signature.sign import sign_pdf

NOW = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


def lists_in(content: bytes) -> int:
    store = DocumentSecurityStore.read_dss(PdfFileReader(BytesIO(content)))
    return len(store.crls)


class TestKept:
    def test_it_is_kept_until_its_time_is_over(self):
        kept = Kept()
        kept.keep("a", ["list"], NOW + timedelta(minutes=10))
        assert kept.get("a", NOW + timedelta(minutes=9)) == ["list"]
        assert kept.get("a", NOW + timedelta(minutes=10)) is None

    def test_what_was_never_fetched_is_not_there(self):
        assert Kept().get("a", NOW) is None


class TestLists:
    @pytest.fixture(autouse=True)
    def _clock(self, operator, authority):
        operator.TIMESTAMP_URL = f"{authority.url}/tsa"
        authority.asked.clear()

    def asked_for(self, authority, reports: int, pdf: bytes) -> int:
        for _turn in range(reports):
            assert lists_in(sign_pdf(pdf)) == 1, "of two certificates, one authority"
        return authority.asked.count("/ca.crl")

    def test_within_an_hour_a_list_is_fetched_once_for_all_reports(
        self, authority, pdf
    ):
        once = self.asked_for(authority, 1, pdf)
        assert once >= 1
        assert self.asked_for(authority, 3, pdf) == once

    def test_after_the_hour_it_is_fetched_again(self, authority, pdf, monkeypatch):
        once = self.asked_for(authority, 1, pdf)
        monkeypatch.setattr(fetching, "datetime", Later)
        assert self.asked_for(authority, 1, pdf) == 2 * once

    def test_it_is_kept_no_longer_than_it_says_that_it_holds(
        self, authority, pdf, monkeypatch
    ):
        since = datetime.now(UTC) - authority.now
        monkeypatch.setattr(authority, "list_holds", since + timedelta(minutes=10))
        once = self.asked_for(authority, 1, pdf)
        monkeypatch.setattr(Later, "minutes", 11)
        monkeypatch.setattr(fetching, "datetime", Later)
        assert self.asked_for(authority, 1, pdf) == 2 * once

    def test_what_failed_is_tried_again_with_the_next_report(
        self, authority, pdf, monkeypatch
    ):
        monkeypatch.setattr(authority, "garbled", {"/ca.crl": lambda _true: b"no list"})
        assert lists_in(sign_pdf(pdf)) == 0
        authority.garbled.clear()
        assert lists_in(sign_pdf(pdf)) == 1


class Later(datetime):
    minutes = 61

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + timedelta(minutes=cls.minutes)


class TestAnswers:
    """Where an authority is asked for one certificate instead of listing all."""

    class Authority:
        """In the place of the library's own fetcher."""

        def __init__(self) -> None:
            self.asked: list[str] = []
            self.is_slow = False

        async def fetch(self, cert: str, _authority) -> str:
            self.asked.append(cert)
            if self.is_slow:
                raise TimeoutError
            return f"{cert} is valid"

    @pytest.fixture
    def library(self, monkeypatch):
        library = self.Authority()
        monkeypatch.setattr(fetching, "_key_of", lambda cert: cert)
        fetchers = Fetchers(library, crl_fetcher=None, cert_fetcher=None)
        monkeypatch.setattr(
            AIOHttpFetcherBackend, "get_fetchers", lambda _backend: fetchers
        )
        return library

    def answered(self, cert: str) -> list[str]:
        fetcher = Remembering(1).get_fetchers().ocsp_fetcher
        assert fetcher.fetched_responses_for_cert(cert) == []
        asyncio.run(fetcher.fetch(cert, None))
        assert fetcher.fetched_responses_for_cert(cert) == fetcher.fetched_responses()
        return fetcher.fetched_responses()

    def test_within_an_hour_it_is_asked_once_for_each_certificate(self, library):
        for _report in range(3):
            assert self.answered("ours") == ["ours is valid"]
        assert self.answered("clock") == ["clock is valid"]
        assert library.asked == ["ours", "clock"]

    def test_after_the_hour_it_is_asked_again(self, library, monkeypatch):
        self.answered("ours")
        monkeypatch.setattr(fetching, "datetime", Later)
        self.answered("ours")
        assert library.asked == ["ours", "ours"]

    def test_no_answer_in_time_is_a_failure_and_is_not_kept(self, library):
        library.is_slow = True
        with pytest.raises(OCSPFetchError, match="TimeoutError"):
            self.answered("ours")
        library.is_slow = False
        assert self.answered("ours") == ["ours is valid"]
