"""Which addresses of the network may be called: those of others, in the open. Pure.

Python's `is_private` leaves holes (100.64.0.0/10, multicast, translators that lead inside), so
what is not for everybody is listed here, after the registries of special addresses of IANA.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NOT_PUBLIC_4 = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",
            "100.64.0.0/10",  # behind the translator of a carrier
            "127.0.0.0/8",
            "169.254.0.0/16",  # this wire; where clouds keep what their machines may know
            "172.16.0.0/12",
            "192.0.0.0/24",  # protocols
            "192.0.2.0/24",  # examples
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",
            "198.18.0.0/15",  # measurements
            "198.51.100.0/24",  # examples
            "203.0.113.0/24",  # examples
            "224.0.0.0/4",  # to many
            "240.0.0.0/4",  # none yet, and to all
        ),
    )
)
# All that is given out. What is not in it: this machine, this wire, this house, to many, IPv4 in
# another dress (::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48).
GIVEN_OUT_6 = ip_network("2000::/3")
NOT_PUBLIC_6 = tuple(
    map(
        ip_network,
        (
            "2001::/23",  # protocols, and Teredo, which carries IPv4
            "2001:db8::/32",  # examples
            "2002::/16",  # 6to4, which carries IPv4
            "3fff::/20",  # examples
        ),
    )
)


def is_address(text: str) -> bool:
    """A number, not a name."""
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_public(address: str) -> bool:
    """Of one machine that everybody may call. What is no address, or of one wire, is none."""
    try:
        number = ip_address(address)
    except ValueError:
        return False
    if isinstance(number, IPv4Address):
        return not _is_in(number, NOT_PUBLIC_4)
    if number.scope_id is not None or number not in GIVEN_OUT_6:
        return False
    return not _is_in(number, NOT_PUBLIC_6)


def is_loopback(address: str) -> bool:
    """Of this machine itself, written plainly."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _is_in(number: IPv4Address | IPv6Address, networks: tuple) -> bool:
    return any(number in network for network in networks)
