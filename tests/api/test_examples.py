"""The commands of the page of examples, typed into a shell as they stand there."""

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.urls import reverse

from tests.api.test_access import program_of
from tests.databases import undone
from tests.processes import running
from tests.world import World

pytestmark = pytest.mark.django_db
COMMAND = re.compile(
    r'<pre class="command"[^>]*data-persona="(\w+)"\s+data-statuses="([\d ]+)">(.*?)</pre>',
    re.DOTALL,
)


class Silent(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[WSGIServer]:
    """It answers where the test runs, so that it sees what the test has made."""
    with make_server(
        "127.0.0.1", 0, get_wsgi_application(), handler_class=Silent
    ) as server:
        server.timeout = 0.05
        yield server


def examples() -> list[tuple[str, list[int], str]]:
    page = Client().get(reverse("api:examples")).content.decode()
    found = COMMAND.findall(page)
    assert len(found) > 12
    return [
        (persona, list(map(int, statuses.split())), unescape(command))
        for persona, statuses, command in found
    ]


def typed(site: WSGIServer, command: str, given: dict[str, str]) -> int:
    """The status that comes back; what stands in the answer is not looked at."""
    told = "curl() { command curl -s -o /dev/null -w '%{http_code}' \"$@\"; }\n"
    pipes = {"env": given, "stdout": subprocess.PIPE}
    with running(["bash", "-euc", told + command], **pipes) as shell:
        while shell.poll() is None:
            site.handle_request()
        return int(shell.stdout.read())


def test_every_command_comes_back_as_the_page_says(kept_world: World, site):
    world = kept_world
    given = {
        "PATH": "/usr/bin:/bin",
        "SITE": f"http://127.0.0.1:{site.server_port}",
        "INDEX": world.owned.draft.index_version.index_id,
        "ENTERPRISE": str(world.owned.enterprise.public_id),
        "ASSESSMENT": str(world.owned.draft.public_id),
        "RESULT": str(world.owned.result.public_id),
        "LEAD": str(world.lead.public_id),
        "SOLUTION": world.other_solution.slug,
        "ASSOCIATION": str(world.consent.grantee.public_id),
    }
    tokens, wrong = {}, []
    with undone():
        for persona, statuses, command in examples():
            program = tokens.setdefault(persona, program_of(world, persona))
            secret = program.headers["Authorization"].removeprefix("Bearer ")
            status = typed(site, command, given | {"TOKEN": secret})
            if status not in statuses:
                wrong.append(f"{status}, not {statuses}: {command}")
    assert not wrong, "\n".join(wrong)
