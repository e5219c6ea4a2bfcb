"""A site in service names who answers for personal data, or is not started."""

import pytest

from privacy.checks import EXAMPLES, operator_is_named

NAMED = {
    "OPERATOR_NAME": "Trung tâm Chuyển đổi số",
    "OPERATOR_ADDRESS": "1 Đường Số",
    "OPERATOR_COMPLAINTS": "khieu-nai@trungtam.example",
    "OPERATOR_RESPONSIBLE": "Bà Lê Thị Sáu",
    "OPERATOR_RESPONSIBLE_EMAIL": "du-lieu@trungtam.example",
    "OPERATOR_IS_INVENTED": False,
}


def found(settings, debug: bool = False, **changed) -> list[tuple[str, str]]:
    settings.DEBUG = debug
    for name, value in (NAMED | changed).items():
        setattr(settings, name, value)
    return [(error.id, error.hint) for error in operator_is_named(None)]


def test_a_site_that_names_its_operator_is_let_through(settings):
    assert found(settings) == []
    assert (
        found(settings, OPERATOR_COMPLAINTS="https://trungtam.example/khieu-nai") == []
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_part_that_lacks_is_told_with_an_example(settings, name):
    ((code, hint),) = found(settings, **{name: " "})
    assert code == "privacy.E001"
    assert f"{name}=" in hint


def test_nobody_is_served_by_an_operator_that_is_invented(settings):
    ((code, _hint),) = found(settings, OPERATOR_IS_INVENTED=True)
    assert code == "privacy.E001"
    assert found(settings, debug=True, OPERATOR_NAME="") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPERATOR_COMPLAINTS", "gọi chị Lan"),
        ("OPERATOR_COMPLAINTS", "http://trungtam.example"),
        ("OPERATOR_COMPLAINTS", "javascript:alert(1)"),
        ("OPERATOR_RESPONSIBLE_EMAIL", "chị Lan"),
    ],
)
def test_where_nobody_can_write_is_refused(settings, name, value):
    ((code, hint),) = found(settings, **{name: value})
    assert code == "privacy.E002"
    assert f"{name}=" in hint
