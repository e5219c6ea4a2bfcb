"""What no test may be called after."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.ids import unsteady


def archive() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as parts:
        parts.writestr("a", "b")
    return out.getvalue()


def test_a_place_in_memory_and_a_packed_file_are_no_names():
    assert unsteady(f"test_a[{object()!r}]")
    assert unsteady(f"test_a[{archive()!r}]")


@pytest.mark.parametrize(
    "name", ["test_a[\\x00-%PDF-1.4]", "test_a[<lambda>0]", "test_0"]
)
def test_what_stays_the_same_is_one(name):
    assert not unsteady(name)
