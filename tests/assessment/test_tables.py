"""A table that is drawn as cards on a telephone says the role of each of its parts.

What a browser makes of it is looked at in tests/browser/tables.py.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = re.compile(r"<table[^>]*\b(?:table--cards|ticks)\b.*?</table>", re.DOTALL)
SILENT = re.compile(r"<(?:table|thead|tbody|tfoot|tr|th|td)(?![^>]*\brole=)\b[^>]*>")
INCLUDED = re.compile(r'{% include "([^"]+)"')


def tables() -> dict[str, str]:
    """With the rows that are templates of their own."""
    found = {}
    for path in ROOT.glob("*/templates/**/*.html"):
        for table in TABLE.findall(path.read_text(encoding="utf-8")):
            parts = [
                next(ROOT.glob(f"*/templates/{name}"))
                for name in INCLUDED.findall(table)
            ]
            rows = [part.read_text(encoding="utf-8") for part in parts]
            found[f"{path.name} {len(found)}"] = "\n".join([table, *rows])
    return found


def test_every_part_of_a_table_drawn_as_cards_says_its_role():
    found = tables()
    assert len(found) > 10
    silent = {name: SILENT.findall(text) for name, text in found.items()}
    assert {name: parts for name, parts in silent.items() if parts} == {}
