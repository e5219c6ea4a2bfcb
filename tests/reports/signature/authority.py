"""An authority on this machine: it vouches for certificates, lists revoked ones, stamps times."""

from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

PASSWORD = "mật khẩu"
USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def key_usage(*uses: str) -> x509.KeyUsage:
    return x509.KeyUsage(**{use: use in uses for use in USES})


class Authority:
    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.url = ""
        self.now = datetime.now(UTC)
        self.list_holds = timedelta(days=7)
        self.asked: list[str] = []
        # By path: what is sent instead of the true answer, and what is waited for before.
        self.garbled: dict[str, Callable[[bytes], bytes]] = {}
        self.slow: dict[str, Event] = {}
        self.released = Event()
        own = self._draft("Gốc", "Gốc", self.key)
        basic = x509.BasicConstraints(ca=True, path_length=None)
        own = own.add_extension(basic, critical=True)
        own = own.add_extension(key_usage("key_cert_sign", "crl_sign"), critical=True)
        own = own.add_extension(self._key_id(self.key), critical=False)
        self.own = own.sign(self.key, SHA256())

    def certificate(self, name: str, key, *, stamps: bool = False, days: int = 90):
        draft = self._draft(name, "Gốc", key, days)
        uses = key_usage("digital_signature", "content_commitment")
        draft = draft.add_extension(uses, critical=True)
        issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(
            self.key.public_key()
        )
        draft = draft.add_extension(issuer, critical=False)
        if stamps:
            use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            draft = draft.add_extension(use, critical=True)
        point = x509.DistributionPoint(
            [x509.UniformResourceIdentifier(f"{self.url}/ca.crl")], None, None, None
        )
        points = x509.CRLDistributionPoints([point])
        return draft.add_extension(points, critical=False).sign(self.key, SHA256())

    def write_certificate(
        self, folder: Path, name: str, days: int = 90, key=None
    ) -> Path:
        """As an operator has it: a PKCS #12 file."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        own = self.certificate(name, key, days=days)
        content = pkcs12.serialize_key_and_certificates(
            b"own", key, own, [self.own], BestAvailableEncryption(PASSWORD.encode())
        )
        file = folder / "certificate.p12"
        file.write_bytes(content)
        return file

    def write_roots(self, folder: Path) -> Path:
        file = folder / "roots.pem"
        file.write_bytes(self.own.public_bytes(Encoding.PEM))
        return file

    def revoked(self) -> bytes:
        """The list of revoked certificates, which is empty."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(named("Gốc"))
            .last_update(self.now - timedelta(hours=1))
            .next_update(self.now + self.list_holds)
        )
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)

    def clock(self) -> DummyTimeStamper:
        key = rsa.generate_private_key(65537, 2048)
        own = self.certificate("Dấu thời gian", key, stamps=True)
        plain = key.private_bytes(
            Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()
        )
        private = asn1_keys.RSAPrivateKey.load(plain)
        return DummyTimeStamper(
            asn1_x509.Certificate.load(own.public_bytes(Encoding.DER)),
            asn1_keys.PrivateKeyInfo.wrap(private, "rsa"),
        )

    def _draft(self, name: str, issuer: str, key, days: int = 90):
        begin = self.now - timedelta(days=100)
        return (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(issuer))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begin)
            .not_valid_after(self.now + timedelta(days=days))
        )

    def _key_id(self, key) -> x509.SubjectKeyIdentifier:
        return x509.SubjectKeyIdentifier.from_public_key(key.public_key())


@contextmanager
def served(authority: Authority):
    """Its list and its clock over HTTP, on this machine alone."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(authority.revoked(), "application/pkix-crl")

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            request = tsp.TimeStampReq.load(self.rfile.read(length))
            answer = authority.stamps.request_tsa_response(request)
            self._send(answer.dump(), "application/timestamp-reply")

        def _send(self, content: bytes, kind: str) -> None:
            authority.asked.append(self.path)
            if self.path in authority.slow:
                # Whoever asked has long gone away by then.
                authority.slow[self.path].wait()
                return
            if self.path in authority.garbled:
                content = authority.garbled[self.path](content)
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    authority.url = f"http://127.0.0.1:{server.server_port}"
    authority.stamps = authority.clock()
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield authority
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
