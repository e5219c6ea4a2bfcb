"""A PDF with its signature (PAdES), and what proves it for years where a clock is set."""

import logging
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from reports.signature.attributes import OfOneCertificate
from reports.signature.certificate import Certificate, certificate
from reports.signature.fetching import Remembering

FIELD = "Signature"
FIELD_NAME = "Chữ ký số / Digital signature"
TIMEOUT = 5  # seconds for the time-stamp service, and for each list or answer
# Hexadecimal digits in the file: of a signature without its certificates, generously.
BARE_SIGNATURE = 4096

log = logging.getLogger(__name__)


def sign_pdf(pdf: bytes) -> bytes:
    """The file signed; as it is where the site has no certificate.

    Nothing of it may be changed afterwards, which readers show.
    """
    own = certificate()
    if own is None:
        return pdf
    if not settings.TIMESTAMP_URL:
        return _signed(pdf, own)
    return _signed_for_long(pdf, own)


def _signed(pdf: bytes, own: Certificate) -> bytes:
    from pyhanko.sign.signers import PdfSigner  # noqa: PLC0415

    signer = PdfSigner(_metadata(), _signer(own), new_field_spec=_field())
    return _written(pdf, signer, _room(own))


def _signed_for_long(pdf: bytes, own: Certificate) -> bytes:
    """With the time from elsewhere, and all that is needed to check it years from now.

    A report is not held back where a service is out of reach, slow, or answers something else
    than it should: it goes without.
    """
    from pyhanko.sign.signers import PdfSigner  # noqa: PLC0415
    from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415

    try:
        clock = HTTPTimeStamper(settings.TIMESTAMP_URL, timeout=TIMEOUT)
        metadata = _metadata(
            embed_validation_info=True, validation_context=_validation_context(own)
        )
        signer = PdfSigner(
            metadata, _signer(own), timestamper=clock, new_field_spec=_field()
        )
        return _written(pdf, signer, None)
    except Exception as error:  # whatever another machine sends is read by a library
        log.warning("Signed without a time stamp: %r", error)
        return _signed(pdf, own)


def _written(pdf: bytes, signer, room: int | None) -> bytes:
    from pyhanko.pdf_utils.incremental_writer import (  # noqa: PLC0415
        IncrementalPdfFileWriter,
    )

    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    return signer.sign_pdf(writer, bytes_reserved=room).getvalue()


def _metadata(**more):
    from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.signers import PdfSignatureMetadata  # noqa: PLC0415

    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        **more,
    )


def _field():
    """Without a place on a page; named and hidden, as a screen reader needs it."""
    from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec  # noqa: PLC0415

    hidden = InvisSigSettings(set_print_flag=False, set_hidden_flag=True)
    return SigFieldSpec(
        FIELD, readable_field_name=FIELD_NAME, invis_sig_settings=hidden
    )


@lru_cache(maxsize=4)
def _signer(own: Certificate):
    from pyhanko.sign.signers import SimpleSigner  # noqa: PLC0415

    password = own.password.encode() or None
    signer = SimpleSigner.load_pkcs12_data(own.content, [], passphrase=password)
    signer.signed_attr_prov_spec = OfOneCertificate(signer.signing_cert)
    return signer


def _room(own: Certificate) -> int:
    """Said beforehand: otherwise everything is signed twice, the first time to measure it."""
    certificates = sum(len(each.public_bytes(Encoding.DER)) for each in own.chain)
    return BARE_SIGNATURE + 2 * certificates


def _validation_context(own: Certificate):
    """With what is fetched now, so that a reader need not find it years from now."""
    from pyhanko.keys import load_certs_from_pemder_data  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415
    from pyhanko_certvalidator.fetchers import OwnedFetcherBackend  # noqa: PLC0415

    roots = Path(settings.SIGNING_ROOTS).read_bytes()
    return ValidationContext(
        trust_roots=list(load_certs_from_pemder_data(roots)),
        other_certs=list(_signer(own).cert_registry),
        allow_fetching=True,
        # Owned: closed when the signature is made.
        fetcher_backend=OwnedFetcherBackend(Remembering(TIMEOUT)),
        revocation_mode="soft-fail",
    )
