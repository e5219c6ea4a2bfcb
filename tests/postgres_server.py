"""Starts and stops a throw-away PostgreSQL for the tests: `start` prints its DATABASE_URL, or fails if there is none.

Runs as the `postgres` user when called by root, since the server refuses to run as root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PORT = "54329"
STATE = Path(tempfile.gettempdir()) / f"sansangso-postgres-{os.getuid()}"


def binaries() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists() and (place / "pg_ctl").exists()), None)


def run(command: list[str]) -> None:
    if os.getuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def start() -> str | None:
    place = binaries()
    if place is None:
        return None
    stop()
    STATE.mkdir(mode=0o700)
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(STATE, owner.pw_uid, owner.pw_gid)
    data, log = str(STATE / "data"), str(STATE / "log")
    run(
        [
            f"{place}/initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "--auth=trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
    )
    options = f"-k {STATE} -p {PORT} -c listen_addresses=127.0.0.1 -c fsync=off"
    run([f"{place}/pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"])
    return f"postgres://postgres@127.0.0.1:{PORT}/postgres"


def stop() -> None:
    place = binaries()
    if place and (STATE / "data").exists():
        subprocess.run(  # a server that is already gone is fine
            [
                "runuser",
                "-u",
                "postgres",
                "--",
                f"{place}/pg_ctl",
                "-D",
                str(STATE / "data"),
                "stop",
                "-m",
                "fast",
            ]
            if os.getuid() == 0
            else [f"{place}/pg_ctl", "-D", str(STATE / "data"), "stop", "-m", "fast"],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
        )
    shutil.rmtree(STATE, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["stop"]:
        stop()
    elif sys.argv[1:] == ["start"]:
        print(start() or sys.exit("no PostgreSQL binaries found"))  # noqa: T201
    else:
        sys.exit("usage: postgres_server.py start|stop")
