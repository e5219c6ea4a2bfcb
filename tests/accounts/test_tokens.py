"""A secret in a link is kept as a hash: always the same one, and no two alike."""

from hypothesis import given
from hypothesis import strategies as st

from accounts.tokens import token_hash


def test_the_hash_is_the_known_one_of_sha_256():
    assert token_hash("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )


@given(st.text(), st.text())
def test_only_the_same_secret_has_the_same_hash(one, other):
    assert (token_hash(one) == token_hash(other)) is (one == other)
