"""The sign-ins of the demo, shown on the sign-in page of a development site only (DEBUG)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

DEMO_PASSWORD = "demo-san-sang-so"  # noqa: S105 - opens nothing but made-up enterprises on a development site


@dataclass(frozen=True)
class DemoAccount:
    email: str
    who: str


DEMO_ACCOUNTS = (
    DemoAccount("chu@demo.example", _("Owner of an enterprise")),
    DemoAccount("dongnghiep@demo.example", _("Colleague in the same enterprise")),
    DemoAccount("hiephoi@demo.example", _("Manager of an association")),
    DemoAccount("nhacungcap@demo.example", _("Manager of a provider")),
    DemoAccount("thanhpho@demo.example", _("The city’s agency")),
    DemoAccount("quantri@demo.example", _("Administrator")),
    DemoAccount("xemxet@demo.example", _("Reviewer of the association")),
    DemoAccount("canbo@demo.example", _("Officer of the same association")),
    DemoAccount("chixem@demo.example", _("Reader of the same association")),
    DemoAccount("canbohai@demo.example", _("Second officer of the same association")),
    DemoAccount("hoithucpham@demo.example", _("Manager of a second association")),
    DemoAccount("hoitinhoc@demo.example", _("Manager of a third association")),
)
