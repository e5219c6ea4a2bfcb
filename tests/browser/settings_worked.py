"""As for other tests in a browser, with work in the background as a site in service has it."""

from tests.browser.settings import *  # noqa: F403

TASKS = {
    "default": {"BACKEND": "background.engines.embedded.Backend", "QUEUES": []},
}
TASK_SCHEDULE = BASE_DIR / "tests" / "background" / "nothing.yaml"  # noqa: F405
