"""The sample of settings, the settings, and what the document says of them are of one mind."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "deploy" / "environment.sample"
READ = re.compile(
    r"""(?:env\.\w+|os\.environ\.get|os\.environ\.setdefault)\(\s*["']([A-Z_]+)["']"""
)
OF_DEVELOPERS = {"DEBUG", "MAKE_CERTIFICATE"}
KEY = "SECRET_KEY"
GOOD_KEY = "hv7Zp2_" * 9
# By which check it is missed; without a key nothing begins (tests/test_repository.py).
CHECKED = {
    "SITE_URL": "assessment.E011",
    "DATABASE_URL": "assessment.E012",
    "OPERATOR_NAME": "privacy.E001",
}


def read_by_the_site() -> set[str]:
    sources = ("assessment/settings.py", "gunicorn.conf.py")
    return set(READ.findall("".join((ROOT / name).read_text() for name in sources)))


def named(pattern: str) -> list[str]:
    return re.findall(pattern, SAMPLE.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_setting_of_the_sample_is_one_that_the_site_reads():
    names = named(r"^#?([A-Z_]+)=")
    assert len(names) == len(set(names)) > 15
    assert set(names) <= read_by_the_site()
    assert not set(names) & OF_DEVELOPERS


def test_the_document_tells_every_setting_that_the_site_reads_and_no_other():
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    settings = text.partition("## Every setting")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`[A-Z].+?) \|", settings, re.MULTILINE)
    told = re.findall(r"`([A-Z_]+)`", " ".join(rows))
    assert len(told) == len(set(told))
    assert set(told) == read_by_the_site()


def as_systemd_reads_it() -> dict[str, str]:
    """NAME=value, the value bare or in single quotes: systemd and a shell agree on these."""
    settings = {}
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, value = re.fullmatch(r"([A-Z_]+)=('[^'\\]*'|[\w.-]+)", line).groups()
            settings[name] = value.strip("'")
    return settings


def test_a_shell_reads_the_sample_as_systemd_does():
    script = f"set -a; . {shlex.quote(str(SAMPLE))}; env -0"
    shell = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    pairs = shell.stdout.decode().split("\0")
    read = dict(pair.split("=", 1) for pair in pairs if pair)
    settings = as_systemd_reads_it()
    assert {name: read[name] for name in settings} == settings


def checked(settings: dict[str, str]) -> str:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level=ERROR"]
    environment = {"PATH": os.environ["PATH"], **settings}
    run = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True
    )
    return run.stderr if run.returncode else ""


def test_what_the_sample_leaves_to_be_set_is_enough_and_its_key_is_refused():
    sample = as_systemd_reads_it()
    refused = checked(sample)
    assert "assessment.E010" in refused
    assert set(re.findall(r"\(\w+\.E\d+\)", refused)) == {"(assessment.E010)"}
    assert checked(sample | {KEY: GOOD_KEY}) == ""


def test_what_has_no_sign_before_it_is_needed():
    needed = named(r"^([A-Z_]+)=")
    assert {KEY, *CHECKED} <= set(needed)
    settings = as_systemd_reads_it() | {KEY: GOOD_KEY}
    refused = checked({name: settings[name] for name in {*settings} - {*CHECKED}})
    assert all(f"({code})" in refused for code in CHECKED.values())
