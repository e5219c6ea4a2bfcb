"""Whether the fonts have been cut (`manage.py build_assets`).

Without them the system's font serves.
"""

from functools import lru_cache

from django.contrib.staticfiles import finders

STYLESHEET = "built/fonts/fonts.css"


@lru_cache(maxsize=1)
def are_built() -> bool:
    return finders.find(STYLESHEET) is not None
