"""Whence a request comes, as the audit log keeps it: too coarse to find a person by it."""

from ipaddress import ip_network

from django.http import HttpRequest

from accounts.ratelimit import address_of

KEPT_BITS = {4: 24, 6: 48}
# The first that a browser names: Edge and Opera also name Chrome, and Chrome also Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung",
    "CocCoc": "Cốc Cốc",
    "coc_coc": "Cốc Cốc",
    "Zalo": "Zalo",
    "FBAN": "Facebook",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iOS",
    "iPad": "iOS",
    "Windows": "Windows",
    "Macintosh": "macOS",
    "Linux": "Linux",
}


def whence(request: HttpRequest | None) -> dict[str, str]:
    """The network and the kind of browser, as far as they are known."""
    if request is None:
        return {}
    device = kind_of_browser(request.headers.get("User-Agent", ""))
    told = {"place": _network(address_of(request)), "device": device}
    return {name: text for name, text in told.items() if text}


def kind_of_browser(agent: str) -> str:
    """As it says what it is; nothing where that is nothing we know."""
    kinds = [_first(BROWSERS, agent), _first(SYSTEMS, agent)]
    return " ".join(filter(None, kinds))


def _first(names: dict[str, str], agent: str) -> str:
    return next((name for sign, name in names.items() if sign in agent), "")


def _network(address: str) -> str:
    if not address:
        return ""
    network = ip_network(address, strict=False)
    bits = min(network.prefixlen, KEPT_BITS[network.version])
    return str(network.supernet(new_prefix=bits))
