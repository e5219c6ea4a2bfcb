"""Which certificate reports are signed with."""

from datetime import UTC, datetime

import pytest

from reports.signature.certificate import MADE_NAME, certificate, signature


def test_an_operator_signs_with_its_own(operator):
    own = certificate()
    assert (own.name, own.is_made) == ("Trung tâm Thử", False)
    assert len(own.chain) == 2, "with whoever vouches for it"
    assert signature().name == "Trung tâm Thử"


def test_the_demo_makes_one_that_says_what_it_is(settings):
    settings.MAKE_CERTIFICATE = True
    own = certificate()
    assert own.is_made
    assert own.name == MADE_NAME
    assert "demonstration" in MADE_NAME
    assert (
        own.own.not_valid_before_utc < datetime.now(UTC) < own.own.not_valid_after_utc
    )


def test_the_made_one_is_made_once_and_signs_nothing_but_documents(settings):
    settings.MAKE_CERTIFICATE = True
    assert certificate() is certificate()
    usage = certificate().own.extensions[0].value
    assert usage.digital_signature
    assert not usage.key_cert_sign


def test_a_site_without_one_says_nothing_of_a_signature(settings):
    settings.MAKE_CERTIFICATE = False
    assert certificate() is None
    assert signature() is None


def test_a_wrong_password_is_an_error(operator):
    operator.SIGNING_PASSWORD = "khác"
    with pytest.raises(ValueError, match="password"):
        signature()
