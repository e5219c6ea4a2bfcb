"""The certificate that reports are signed with: the operator's, or one made for the demo."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings

from reports.contents.signature import Signature

MADE_NAME = "Sẵn Sàng Số, dùng thử (demonstration only)"
STRONG_RSA, STRONG_CURVE = 3072, 256  # bits
MADE_FOR = timedelta(days=365)


@dataclass(frozen=True)
class Certificate:
    """Key, certificate and chain as a PKCS #12 file has them.

    is_made: by this process, so that nobody vouches for it.
    """

    content: bytes
    password: str
    is_made: bool

    @cached_property
    def opened(self) -> pkcs12.PKCS12KeyAndCertificates:
        """ValueError where the password is another one, or the file is none of its kind."""
        password = self.password.encode() or None
        store = pkcs12.load_pkcs12(self.content, password)
        if store.cert is None or store.key is None:
            raise ValueError("The file holds no key with its certificate.")
        return store

    @property
    def own(self) -> x509.Certificate:
        return self.opened.cert.certificate

    @property
    def is_strong(self) -> bool:
        """128 bits of security: what takes 2 to the 128 tries."""
        key = self.own.public_key()
        if isinstance(key, rsa.RSAPublicKey | dsa.DSAPublicKey):
            return key.key_size >= STRONG_RSA
        return getattr(key, "key_size", STRONG_CURVE) >= STRONG_CURVE

    @property
    def chain(self) -> list[x509.Certificate]:
        """From its own up to whoever vouches for it."""
        above = [other.certificate for other in self.opened.additional_certs]
        return [self.own, *above]

    @property
    def name(self) -> str:
        for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
            for attribute in self.own.subject.get_attributes_for_oid(oid):
                return str(attribute.value)
        return self.own.subject.rfc4514_string()


def certificate() -> Certificate | None:
    """None where the site has none; then its reports are not signed."""
    if settings.SIGNING_CERTIFICATE:
        return _kept(settings.SIGNING_CERTIFICATE, settings.SIGNING_PASSWORD)
    if settings.MAKE_CERTIFICATE:
        return _made()
    return None


def signature() -> Signature | None:
    """What a report says of its own signature."""
    own = certificate()
    return Signature(own.name, own.is_made) if own else None


@cache
def _kept(path: str, password: str) -> Certificate:
    return Certificate(Path(path).read_bytes(), password, is_made=False)


@cache
def _made() -> Certificate:
    """Made once in a process, and kept nowhere: no key lies about."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, MADE_NAME)])
    now = datetime.now(UTC)
    own = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + MADE_FOR)
        .add_extension(_only_signs(), critical=True)
        .sign(key, SHA256())
    )
    content = pkcs12.serialize_key_and_certificates(
        b"demo", key, own, None, NoEncryption()
    )
    return Certificate(content, "", is_made=True)


def _only_signs() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
