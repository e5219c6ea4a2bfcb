"""A process of the site in which somebody tries again and again, at once with others.

    python -m tests.accounts.brakes.turns FACTS

FACTS: JSON of the test's database. Says "ready", waits for a line, then writes as JSON how many
tries of each kind were answered.
"""

import json
import sys
from collections.abc import Callable

import django

REFUSED = 429


def password(facts: dict, _turn: int) -> bool:
    form = {"login": facts["email"], "password": "sai"}
    answer = browser("203.0.113.7").post(facts["login"], form)
    return facts["too_many"] not in answer.content.decode()


def code(facts: dict, _turn: int) -> bool:
    answer = browser("203.0.113.8").get(facts["unknown"])
    return answer.status_code != REFUSED


def printed(facts: dict, _turn: int) -> bool:
    answer = browser("203.0.113.9").post(facts["check"], facts["printed"])
    return answer.status_code != REFUSED


def letter(facts: dict, turn: int) -> bool:
    """Each to somebody else."""
    begun_here = browser("198.51.100.1")
    begun_here.cookies["sessionid"] = facts["session"]
    form = {"email": f"nguoi{facts['who']}-{turn}@pho.example"}
    return begun_here.post(facts["later"], form).status_code == 302


def browser(place: str):
    from django.test import Client  # noqa: PLC0415 (of a site that is set up)

    return Client(HTTP_HOST="localhost", REMOTE_ADDR=place)


# How often this process sends each.
KINDS: dict[Callable[[dict, int], bool], int] = {
    letter: 4,
    password: 4,
    code: 17,
    printed: 7,
}


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def main(facts: dict) -> None:
    say("ready")
    sys.stdin.readline()
    answered = {
        send.__name__: sum(send(facts, turn) for turn in range(turns))
        for send, turns in KINDS.items()
    }
    say(json.dumps(answered))


if __name__ == "__main__":
    django.setup()
    main(json.loads(sys.argv[1]))
