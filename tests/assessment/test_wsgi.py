"""What a server loads before it forks its processes."""

import os
import subprocess
import sys
from pathlib import Path

LOADED = """
import sys
import assessment.wsgi
print(*sys.modules)
"""


def test_the_code_of_the_pages_is_loaded_before_anybody_comes():
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=Path(__file__).resolve().parents[2],
        env=os.environ | {"DEBUG": "1", "DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"assessment.urls", "survey.questionnaire.views", "reports.views"} <= loaded
