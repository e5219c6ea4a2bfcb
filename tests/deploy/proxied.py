"""nginx as deploy/nginx.conf sets it up, on ports of its own; behind it a site that tells all."""

import datetime
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import ExitStack
from http.client import HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.postgres_server import free_port
from tests.processes import running

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "deploy" / "nginx.conf"
HOST = "sansangso.example"
LARGE = b"x" * 8_000_000
MAIN = """
{user}
daemon off;
pid {folder}/pid;
error_log {folder}/main.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/none;
    uwsgi_temp_path {folder}/none;
    scgi_temp_path {folder}/none;
    include {folder}/site.conf;
}}
"""


class Site:
    """Stands where gunicorn stands: keeps what it was asked, and answers."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict, int]] = []
        self.large_sent = Event()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                self.rfile.read(length)
                site.asked.append((self.path, dict(self.headers), length))
                content = LARGE if self.path == "/large" else b"page"
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
                if content is LARGE:
                    site.large_sent.set()

            do_POST = do_GET

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self._server.server_port
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Proxy:
    """A context: while it lasts, nginx answers on `port`."""

    def __init__(self, folder: Path, upstream: int) -> None:
        self.folder = folder
        self.port = free_port()
        (folder / "tls").mkdir()
        make_certificate(folder / "tls")
        text = SAMPLE.read_text(encoding="utf-8")
        text = re.sub(r"^ *listen \[::\].*\n", "", text, flags=re.MULTILINE)
        for before, after in {
            "listen 80": f"listen 127.0.0.1:{free_port()}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "127.0.0.1:8000": f"127.0.0.1:{upstream}",
            "/etc/san-sang-so": str(folder),
            "/srv/san-sang-so/build": str(folder / "build"),
            "/srv/san-sang-so": str(ROOT),
            "/var/log/nginx": str(folder),
        }.items():
            assert before in text
            text = text.replace(before, after)
        (folder / "site.conf").write_text(text, encoding="utf-8")
        user = "user root;" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
        self.command = [shutil.which("nginx"), "-e", f"{folder}/main.log"]
        self.command += ["-p", str(folder), "-c", f"{folder}/nginx.conf"]

    def __enter__(self) -> "Proxy":
        tried = subprocess.run([*self.command, "-t"], capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        assert "warn" not in tried.stderr
        with ExitStack() as ending:
            ending.enter_context(running(self.command))
            self._wait()
            self._ending = ending.pop_all()
        return self

    def _wait(self) -> None:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.logs)

    def __exit__(self, *error: object) -> None:
        self._ending.close()

    @property
    def logs(self) -> str:
        return "".join(path.read_text() for path in self.folder.glob("*.log"))

    def line(self, host: str = HOST) -> ssl.SSLSocket:
        context = ssl.create_default_context(cafile=f"{self.folder}/tls/fullchain.pem")
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        return context.wrap_socket(plain, server_hostname=host)

    def ask(self, path: str, method: str = "GET", body=None, **headers: str):
        """The answer, read: its `content` too."""
        connection = HTTPSConnection(HOST, self.port, timeout=20)
        connection.sock = self.line()
        connection.request(method, path, body, {"Host": HOST, **headers})
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer


def make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            pem,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
