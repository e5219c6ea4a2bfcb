"""Starts and stops a throw-away PostgreSQL for tests: `start` prints its DATABASE_URL, or fails.

Runs as the `postgres` user when called by root, since the server refuses to run as root.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from zlib import crc32

HERE = crc32(
    str(Path(__file__).resolve()).encode()
)  # two checkouts can be tested at the same time
STATE = Path(tempfile.gettempdir()) / f"sansangso-postgres-{os.getuid()}-{HERE:x}"
DATA = str(STATE / "data")
LASTS_FOR_A_TEST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def binaries() -> Path | None:
    on_path = shutil.which("initdb")
    folders = [Path(on_path).parent] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    complete = (
        folder
        for folder in folders
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists()
    )
    return next(complete, None)


def run(*command: str, check: bool = True) -> None:
    if os.getuid() == 0:
        command = ("runuser", "-u", "postgres", "--", *command)
    subprocess.run(
        command,
        check=check,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start() -> str | None:
    folder = binaries()
    if folder is None:
        return None

    stop()
    STATE.mkdir(mode=0o700)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(STATE, owner.pw_uid, owner.pw_gid)

    encoding = ("-E", "UTF8", "--locale=C.UTF-8")
    run(
        f"{folder}/initdb",
        "-D",
        DATA,
        "-U",
        "postgres",
        "--auth=trust",
        *encoding,
        "--no-sync",
    )

    port = free_port()
    options = f"-k {STATE} -p {port} -c listen_addresses=127.0.0.1 {LASTS_FOR_A_TEST}"
    run(
        f"{folder}/pg_ctl",
        "-D",
        DATA,
        "-w",
        "-l",
        str(STATE / "log"),
        "-o",
        options,
        "start",
    )
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def stop() -> None:
    folder = binaries()
    if folder and (STATE / "data").exists():
        # A server that is already gone is fine.
        run(f"{folder}/pg_ctl", "-D", DATA, "stop", "-m", "immediate", check=False)
    shutil.rmtree(STATE, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["stop"]:
        stop()
    elif sys.argv[1:] == ["start"]:
        print(start() or sys.exit("no PostgreSQL binaries found"))  # noqa: T201
    else:
        sys.exit("usage: postgres_server.py start|stop")
