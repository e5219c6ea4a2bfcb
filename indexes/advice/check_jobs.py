"""What is wrong with the jobs of an advice file, by which lists show their tools."""

from collections.abc import Iterator

from indexes.advice.model import said_of
from indexes.documents.reader import KeyPath
from indexes.index.model import Index

Finding = tuple[KeyPath, str]


def job_findings(data: dict, variants: list[Index]) -> Iterator[Finding]:
    """Only where tools are put in jobs at all: an index without tools needs none."""
    tools = _tools_of(data, variants)
    jobs = data.get("jobs", {})
    for name, kind in data["kinds"].items():
        if "job" in kind:
            yield from _known(("kinds", name, "job"), kind["job"], jobs)
    for codes in tools.values():
        for code in codes:
            yield from _job(data, code, jobs)
    for job, described in jobs.items():
        used_at = {name for name, codes in tools.items() if _uses(data, codes, job)}
        if not used_at:
            yield ("jobs", job), f"No tool is for the job {job!r}."
        for name in described.get("at", {}):
            if name not in used_at:
                text = f"{name!r} has no tool for the job {job!r}."
                yield ("jobs", job, "at", name), text


def _tools_of(data: dict, variants: list[Index]) -> dict[str, list[str]]:
    """By industry the tools of its lists of which something is said."""
    tools = {}
    for index in variants:
        codes = [code for listed in index.tools.values() for code in listed]
        tools[index.variant] = [code for code in codes if code in data["questions"]]
    return tools


def _job(data: dict, code: str, jobs: dict) -> Iterator[Finding]:
    path: KeyPath = ("questions", code)
    job = said_of(data, code).get("job", "")
    if job:
        yield from _known(path, job, jobs)
    elif jobs:
        text = f"{code!r} is a tool and has no job."
        yield path, text


def _known(path: KeyPath, job: str, jobs: dict) -> Iterator[Finding]:
    if job not in jobs:
        text = f"{job!r} is not among the jobs."
        yield path, text


def _uses(data: dict, codes: list[str], job: str) -> bool:
    return any(said_of(data, code).get("job") == job for code in codes)
