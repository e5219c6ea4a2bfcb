"""Tools of a list by the job they help with: 28 in one row are too many to look through."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexes.advice.model import Advice


@dataclass(frozen=True)
class Job:
    # As the industry itself calls it; empty where nothing is said of its tools.
    name: dict[str, str]
    codes: tuple[str, ...]


def by_job(advice: Advice | None, variant: str, codes: Iterable[str]) -> list[Job]:
    """In the order of the document, and of the list within one; what has no job comes last."""
    tools_of: dict[str, list[str]] = {}
    if advice is not None:
        tools_of = {job: [] for job in advice.jobs}
    for code in codes:
        job = advice.question(code).job if advice is not None else ""
        tools_of.setdefault(job, []).append(code)

    jobs = []
    for job, tools in tools_of.items():
        if tools:
            name = advice.job_name(job, variant) if advice is not None else {}
            jobs.append(Job(name, tuple(tools)))
    return jobs
