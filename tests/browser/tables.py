"""Tables that are drawn otherwise, as on a telephone: to who hears them they stay tables."""

from playwright.sync_api import Page

# Drawn as blocks a table is none any more to some browsers, unless its roles are said.
LOOK = """() => {
  const native = {
    TABLE: "table", THEAD: "table-header-group", TBODY: "table-row-group",
    TFOOT: "table-footer-group", TR: "table-row", TH: "table-cell", TD: "table-cell",
  };
  const parts = [...document.querySelectorAll(Object.keys(native).join(","))]
    .filter((part) => part.closest("table").checkVisibility());
  const lost = parts.filter((part) => {
    const drawn = getComputedStyle(part).display;
    const isLost = drawn === "none" || (drawn !== native[part.tagName] && !part.role);
    // Lists of the administration are Django's own.
    return isLost && !part.closest("#content-main");
  });
  return {
    lost: lost.map((part) => `${part.tagName} in ${part.closest("table").className}`),
    cells: parts.filter((part) => part.matches("th, td")).length,
  };
}"""
CELLS = {"cell", "columnheader", "rowheader"}


def lost_tables(page: Page) -> list[str]:
    """Parts without their role, and whether the browser tells of as many cells as there are."""
    look = page.evaluate(LOOK)
    if not look["cells"]:
        return []
    lost = [f"table: {part}" for part in sorted(set(look["lost"]))]
    told = told_cells(page)
    if told != look["cells"]:
        lost.append(f"table: {told} of {look['cells']} cells are told")
    return lost


def told_cells(page: Page) -> int:
    """By the tree that the browser hands to whoever reads the page aloud."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    shown = [node for node in nodes if not node["ignored"]]
    return sum(node["role"]["value"] in CELLS for node in shown)
