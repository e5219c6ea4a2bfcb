"""How tests answer the wide index: choices, groups with criteria, and tools by industry."""

from django.urls import reverse

from survey.models import Answer
from survey.results.services import submit
from survey.rounds.services import start_next_round
from tests.builders import NOW
from tests.survey.wizard import HTMX, hold, save, step

TOOLS = ("3.1.s-1", "3.1.s-2", "3.1.s-3", "3.1.s-4")


def page(client, draft, slug):
    return client.get(step(draft, slug)).content.decode()


def given(draft) -> dict[str, Answer]:
    answers = Answer.objects.filter(assessment=draft, state="answered")
    return {answer.question: answer for answer in answers}


def tick(client, draft, *codes, all_seen=False, was=""):
    data = {"3.1": list(codes), "3.1-was": was} | ({"3.1-all": "1"} if all_seen else {})
    return client.post(
        reverse("survey:answer", args=[draft.public_id, "3.1"]), data, **HTMX
    )


def answer_all(client, draft):
    save(client, draft, "1.1", picked="1")
    save(client, draft, "1.2", picked="2")
    save(client, draft, "2.1", picked=["erp"])
    save(client, draft, "2.2", picked="2")
    tick(client, draft, "3.1.s-2", "3.1.s-3", all_seen=True)


def next_round(client, before):
    submit(assessment=before, by=None, now=NOW)
    following = start_next_round(assessment=before, by=None, now=NOW)
    hold(client, following)
    return following


def waiting(draft) -> set[str]:
    return set(
        Answer.objects.filter(assessment=draft, to_confirm=True).values_list(
            "question", flat=True
        )
    )
