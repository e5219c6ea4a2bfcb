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
TEXT = [
    *[
        (text, "paper")
        for text in ("ink", "quiet", "brand", "brand-hover", "good", "warn", "bad")
    ],
    *[
        (text, "white")
        for text in ("ink", "quiet", "brand", "brand-hover", "good", "warn", "bad")
    ],
    *[(text, "brand-tint") for text in ("ink", "quiet", "brand", "brand-hover")],
    *[(text, f"{text}-tint") for text in ("good", "warn", "bad")],
    *[("ink", f"{tint}-tint") for tint in ("good", "warn", "bad", "accent")],
    *[("brand", f"{tint}-tint") for tint in ("good", "warn", "bad", "accent")],
    *[("white", ground) for ground in ("brand", "brand-hover", "bad", "ink")],
    *[("ink", f"level-{level}") for level in range(4)],
    *[("white", f"level-{level}") for level in (4, 5)],
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
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])))
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


def test_the_frame_takes_its_colours_from_the_tokens_alone():
    """The picture on the landing page and printed black may say their own colours."""
    for sheet in STYLES.glob("*.css"):
        own = [
            line
            for line in sheet.read_text(encoding="utf-8").splitlines()
            if re.search(r": .*#[0-9a-f]{3,6}\b", line)
        ]
        assert [
            line for line in own if not re.match(r"\s*--|\.s-|  color: #000", line)
        ] == [], sheet.name


def test_accent_is_never_a_colour_of_text():
    for sheet in STYLES.glob("*.css"):
        assert not re.search(
            r"(?<![-\w])color: var\(--accent\)", sheet.read_text(encoding="utf-8")
        ), sheet.name


def test_no_stylesheet_reaches_another_host():
    for sheet in STYLES.glob("*"):
        text = sheet.read_text(encoding="utf-8").replace(
            "http://www.w3.org/2000/svg", ""
        )
        assert "//" not in text.replace("// ", ""), sheet.name
