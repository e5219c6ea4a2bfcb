"""What of a signature is the same for every file: that it is by this certificate, written once.

The library writes it anew for each file, and the parts of its parts again for each part. It is
loaded only where something is signed, so these are no classes of its own.
"""

from collections.abc import Iterator

KIND = "signing_certificate_v2"


class OfOneCertificate:
    """As PAdES has it: this attribute alone, besides those that the library adds itself.

    What the library calls a SignedAttributeProviderSpec.
    """

    def __init__(self, certificate) -> None:
        from pyhanko.sign.general import (  # noqa: PLC0415
            as_signing_certificate_v2,
            simple_cms_attribute,
        )

        value = as_signing_certificate_v2(certificate)
        self._written = simple_cms_attribute(KIND, value).dump()

    def signed_attr_providers(
        self, data_digest: bytes, digest_algorithm: str
    ) -> Iterator["Written"]:
        yield Written(self._written)


class Written:
    """What the library calls a CMSAttributeProvider."""

    attribute_type = KIND

    def __init__(self, written: bytes) -> None:
        self._written = written

    async def get_attribute(self, dry_run: bool = False):
        from asn1crypto.cms import CMSAttribute  # noqa: PLC0415

        # Read anew: what is read is not safe to share between threads.
        return CMSAttribute.load(self._written)
