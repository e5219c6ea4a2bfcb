"""Until the index tells them itself (`index.step_facts`): effort and months of a question, tools below it."""

from dataclasses import dataclass

from survey.index import Index


@dataclass(frozen=True)
class StepFacts:
    effort: int
    months: int
    after: tuple[str, ...]
    advised: bool
    who: str
    cost_low: int
    cost_high: int
    support: str


def step_facts(index: Index, code: str) -> StepFacts:
    question = index.questions[code]
    after = tuple(question.get("builds_on", ()))
    return StepFacts(question.get("effort", 1), question.get("months", 1), after, True, "owner", 2_000_000, 8_000_000, "dx_solutions")


def who_name(index: Index, who: str) -> dict[str, str]:
    return {"vi": "Chủ doanh nghiệp", "en": "The owner"}
