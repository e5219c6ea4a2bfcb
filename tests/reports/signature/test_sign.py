"""The signature as a reader of the file checks it."""

import logging
import shutil
import subprocess
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.keys import load_certs_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import as_signing_certificate_v2
from pyhanko.sign.signers.pdf_cms import (
    CAdESSignedAttributeProviderSpec,
    PdfCMSSignedAttributes,
)
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdfium2 import PdfDocument

from reports.signature.certificate import certificate
from reports.signature.sign import FIELD, _signer, sign_pdf


def context_of(settings) -> ValidationContext:
    roots = list(load_certs_from_pemder([settings.SIGNING_ROOTS]))
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def checked(content: bytes, context: ValidationContext | None = None):
    (embedded,) = PdfFileReader(BytesIO(content)).embedded_signatures
    context = context or ValidationContext(trust_roots=[])
    return validate_pdf_signature(embedded, context)


def test_a_signed_report_is_whole_and_of_its_operator(operator, pdf):
    status = checked(sign_pdf(pdf), context_of(operator))
    assert status.bottom_line
    assert status.trusted
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.signing_cert.subject.native["common_name"] == "Trung tâm Thử"


def test_the_text_stays_as_it_is(operator, pdf):
    document = PdfDocument(sign_pdf(pdf))
    assert document[0].get_textpage().get_text_range() == "Level 3"


def test_one_changed_letter_shows(operator, pdf):
    content = sign_pdf(pdf)
    assert b"Level 3" in content
    status = checked(content.replace(b"Level 3", b"Level 4"), context_of(operator))
    assert not status.intact
    assert not status.bottom_line


@given(place=st.floats(min_value=0, max_value=1), bit=st.integers(0, 7))
def test_whichever_bit_of_the_page_is_turned_it_shows(signed_once, place, bit):
    content = bytearray(signed_once)
    # Of the pages as they were written; what follows them is the signature itself.
    limit = signed_once.index(b"startxref")
    content[int(place * (limit - 1))] ^= 1 << bit
    try:
        status = checked(bytes(content))
    except Exception:
        return
    assert not status.intact


def test_the_made_certificate_signs_but_nobody_vouches_for_it(settings, pdf):
    settings.MAKE_CERTIFICATE = True
    status = checked(sign_pdf(pdf))
    assert status.intact
    assert status.valid
    assert not status.trusted


def test_without_a_certificate_the_file_stays_as_it_is(settings, pdf):
    settings.MAKE_CERTIFICATE = False
    assert sign_pdf(pdf) is pdf


def test_nothing_may_be_changed_after_it(operator, pdf):
    (embedded,) = PdfFileReader(BytesIO(sign_pdf(pdf))).embedded_signatures
    assert embedded.field_name == FIELD
    assert embedded.docmdp_level.name == "NO_CHANGES"
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_another_reader_says_the_same(operator, pdf, tmp_path):
    if not shutil.which("pdfsig"):
        pytest.skip("poppler-utils is not installed")
    for content, verdict in (
        (sign_pdf(pdf), "Signature is Valid."),
        (sign_pdf(pdf).replace(b"Level 3", b"Level 4"), "Digest Mismatch."),
    ):
        (tmp_path / "report.pdf").write_bytes(content)
        done = subprocess.run(
            ["pdfsig", str(tmp_path / "report.pdf")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert f"Signature Validation: {verdict}" in done.stdout


class TestForLong:
    @pytest.fixture(autouse=True)
    def _clock(self, operator, authority):
        operator.TIMESTAMP_URL = f"{authority.url}/tsa"
        self.settings = operator

    def test_it_carries_the_time_and_what_proves_it_years_from_now(self, pdf):
        content = sign_pdf(pdf)
        reader = PdfFileReader(BytesIO(content))
        roots = list(load_certs_from_pemder([self.settings.SIGNING_ROOTS]))
        # Nothing is fetched, and nothing passes that is not proved by the file.
        rules = {
            "trust_roots": roots,
            "allow_fetching": False,
            "revocation_mode": "hard-fail",
        }
        store = DocumentSecurityStore.read_dss(reader)
        status = checked(content, store.as_validation_context(rules))
        assert status.bottom_line
        assert status.timestamp_validity.trusted

    def test_without_it_the_same_could_not_be_proved(self, pdf):
        self.settings.TIMESTAMP_URL = ""
        content = sign_pdf(pdf)
        roots = list(load_certs_from_pemder([self.settings.SIGNING_ROOTS]))
        context = ValidationContext(
            trust_roots=roots,
            allow_fetching=False,
            revocation_mode="hard-fail",
            crls=[],
        )
        assert not checked(content, context).bottom_line

    def test_a_clock_out_of_reach_holds_no_report_back(self, pdf, caplog):
        self.settings.TIMESTAMP_URL = "http://127.0.0.1:9/tsa"
        with caplog.at_level(logging.WARNING):
            content = sign_pdf(pdf)
        assert "Signed without a time stamp" in caplog.text
        assert checked(content, context_of(self.settings)).bottom_line
        assert "/DSS" not in PdfFileReader(BytesIO(content)).root

    def test_a_clock_that_does_not_answer_in_time_holds_no_report_back(
        self, pdf, unreliable, caplog
    ):
        unreliable.slow["/tsa"] = unreliable.released
        with caplog.at_level(logging.WARNING):
            content = sign_pdf(pdf)
        assert "Signed without a time stamp: TimestampRequestError" in caplog.text
        assert checked(content, context_of(self.settings)).bottom_line

    @pytest.mark.parametrize("fault", ["slow", "garbled"])
    def test_without_the_list_of_revoked_ones_the_time_still_stands(
        self, pdf, unreliable, fault
    ):
        if fault == "slow":
            unreliable.slow["/ca.crl"] = unreliable.released
        unreliable.garbled["/ca.crl"] = lambda _true: b"no list"
        unreliable.asked.clear()
        content = sign_pdf(pdf)
        assert "/ca.crl" in unreliable.asked
        status = checked(content, context_of(self.settings))
        assert status.bottom_line
        assert status.timestamp_validity.intact

    @pytest.mark.parametrize(
        "garbage",
        [
            lambda _true: b"",
            lambda _true: b"<html>502</html>",
            lambda true: true[: len(true) // 2],
            lambda true: true[::-1],
            lambda true: bytes(len(true)),
        ],
    )
    def test_a_clock_that_answers_nonsense_holds_no_report_back(
        self, pdf, unreliable, caplog, garbage
    ):
        unreliable.garbled["/tsa"] = garbage
        with caplog.at_level(logging.WARNING):
            content = sign_pdf(pdf)
        assert "Signed without a time stamp" in caplog.text
        assert checked(content, context_of(self.settings)).bottom_line

    def test_an_answer_to_another_question_holds_no_report_back(
        self, pdf, unreliable, caplog
    ):
        """Old answers come out of proxies that keep what they should not."""
        first: list[bytes] = []

        def keep(true: bytes) -> bytes:
            first.append(true)
            return first[0]

        unreliable.garbled["/tsa"] = keep
        with caplog.at_level(logging.WARNING):
            content = sign_pdf(pdf)
        assert len(first) == 2
        assert "Signed without a time stamp" in caplog.text
        assert checked(content, context_of(self.settings)).bottom_line


def test_what_is_signed_besides_the_file_is_what_the_library_would_write(operator, pdf):
    own = _signer(certificate())
    (embedded,) = PdfFileReader(BytesIO(sign_pdf(pdf))).embedded_signatures
    attributes = embedded.signer_info["signed_attrs"]
    signed = {each["type"].native: each["values"] for each in attributes}
    (told,) = signed.pop("signing_certificate_v2")
    assert told.dump() == as_signing_certificate_v2(own.signing_cert).dump()
    assert signed.keys() == {"content_type", "message_digest"}
    settings_of = PdfCMSSignedAttributes()
    usual = CAdESSignedAttributeProviderSpec(settings_of, own.signing_cert, True, None)
    for spec in (usual, own.signed_attr_prov_spec):
        kinds = [each.attribute_type for each in spec.signed_attr_providers(b"", "")]
        assert kinds == ["signing_certificate_v2"]
