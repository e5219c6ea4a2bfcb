"""`make audit`: whether a hole is known in a library of the site; pip-audit asks the registry.

Where the registry does not keep that list, pip-audit skips every library and says that it found
nothing. Here that is told for what it is, and is no failure.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
ASKED_FIRST = "django=="  # one question tells whether the others have an answer
OPTIONS = ("--disable-pip", "--no-deps", "--progress-spinner=off", "--format=json")
PATIENCE = 90  # seconds for all of it
NOT_REACHED = "Not audited: the list of known holes cannot be reached from here"


def told(answer: dict | None) -> tuple[bool, str]:
    """Whether it may go on, and what to say. answer: of pip-audit; None if there is none."""
    libraries = answer["dependencies"] if answer else []
    audited = [library for library in libraries if "vulns" in library]
    if not audited:
        return True, f"{NOT_REACHED}."
    holes = [
        f"{library['name']} {library['version']}: {hole['id']}, "
        f"mended in {', '.join(hole['fix_versions']) or 'none yet'}"
        for library in audited
        for hole in library["vulns"]
    ]
    skipped = len(libraries) - len(audited)
    count = f"{len(audited)} libraries audited, {skipped} not known there."
    return not holes, "\n".join([*holes, count])


def ask(requirements: Path, patience: int = PATIENCE) -> dict | None:
    command = [sys.executable, "-m", "pip_audit", *OPTIONS, "-r", requirements]
    try:
        asked = subprocess.run(
            command, capture_output=True, text=True, timeout=patience, check=False
        )
        return json.loads(asked.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None


def audit(folder: Path) -> tuple[bool, str]:
    pinned = (ROOT / "requirements.txt").read_text()
    # Without digests and what comes beside them: a name and a version each.
    lines = [line.split()[0] for line in pinned.splitlines() if line[:1].isalnum()]
    first, everything = folder / "first.txt", folder / "all.txt"
    first.write_text(next(line for line in lines if line.startswith(ASKED_FIRST)))
    everything.write_text("\n".join(lines))
    may_go_on, text = told(ask(first))
    if may_go_on and text.startswith(NOT_REACHED):
        return may_go_on, text
    return told(ask(everything))


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        is_good, said = audit(Path(place))
    print(said)  # noqa: T201
    sys.exit(0 if is_good else 1)
