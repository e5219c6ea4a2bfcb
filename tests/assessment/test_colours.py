"""Every pair of colours the stylesheets put together, by the WCAG 2.2 formula."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "assessment" / "static" / "assessment"
TOKENS = dict(
    re.findall(
        r"--([a-z0-9-]+): (#[0-9a-f]{6});",
        (STYLES / "base.css").read_text(encoding="utf-8"),
    )
)
COLOURS_OF_TEXT = ("ink", "quiet", "brand", "brand-hover", "good", "warn", "bad")
TINTS = ("good", "warn", "bad", "accent")
TEXT = [
    *((text, "paper") for text in COLOURS_OF_TEXT),
    *((text, "white") for text in COLOURS_OF_TEXT),
    *((text, "brand-tint") for text in COLOURS_OF_TEXT[:4]),
    *((text, f"{text}-tint") for text in ("good", "warn", "bad")),
    *(("ink", f"{tint}-tint") for tint in TINTS),
    *(("brand", f"{tint}-tint") for tint in TINTS),
    *(("white", ground) for ground in ("brand", "brand-hover", "bad", "ink")),
    *(("ink", f"level-{level}") for level in range(4)),
    *(("white", f"level-{level}") for level in (4, 5)),
    ("quiet", "line"),
    ("quiet", "footer"),
    ("brand", "footer"),
    ("quiet", "pale"),
    ("quiet", "accent-tint"),
    ("brand", "brand-faint"),
]
SIGNS = [
    ("edge", "white"),
    ("edge", "paper"),
    ("brand", "brand-tint"),
    ("brand", "line"),
    ("bad", "paper"),
]


def luminance(colour: str) -> float:
    red, green, blue = (linear(colour[start : start + 2]) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: str) -> float:
    share = int(channel, 16) / 255
    if share <= 0.04045:
        return share / 12.92
    return ((share + 0.055) / 1.055) ** 2.4


def contrast(first: str, second: str) -> float:
    darker, lighter = sorted((luminance(TOKENS[first]), luminance(TOKENS[second])))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_borders_and_bars_that_carry_meaning_are_seen(sign, ground):
    assert contrast(sign, ground) >= 3


def test_levels_grow_darker_step_by_step():
    ramp = [luminance(TOKENS[f"level-{level}"]) for level in range(6)]
    assert ramp == sorted(ramp, reverse=True)


def sheets() -> list[tuple[str, str]]:
    """(name, text) of each stylesheet."""
    files = sorted(STYLES.glob("*.css"))
    return [(file.name, file.read_text(encoding="utf-8")) for file in files]


def test_the_frame_takes_its_colours_from_the_tokens_alone():
    """The picture on the landing page and printed black may say their own colours."""
    may = re.compile(r"\s*--|\.s-|  color: #000")
    for name, text in sheets():
        own = []
        for line in text.splitlines():
            if re.search(r": .*#[0-9a-f]{3,6}\b", line) and not may.match(line):
                own.append(line)
        assert own == [], name


def test_accent_is_never_a_colour_of_text():
    for name, text in sheets():
        assert not re.search(r"(?<![-\w])color: var\(--accent\)", text), name


def test_no_stylesheet_reaches_another_host():
    for file in STYLES.glob("*"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("http://www.w3.org/2000/svg", "").replace("// ", "")
        assert "//" not in text, file.name
