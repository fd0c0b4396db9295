"""Where a request comes from, believed only as far as the proxies of the installation are."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from fastapi import Request

from mandate.platform.settings import Settings

# One household or office holds a whole IPv6 network of this length.
IPV6_PREFIX = 64
LONGEST_CHAIN = 2000


@lru_cache(maxsize=8)
def trusted_networks(setting: str) -> tuple[IPv4Network | IPv6Network, ...]:
    """From `MANDATE_TRUSTED_PROXIES`: addresses or networks, separated by commas."""
    return tuple(ip_network(part.strip(), strict=False) for part in setting.split(",") if part.strip())


def is_trusted(address: str, networks: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)


def source_address(request: Request, settings: Settings) -> str:
    """The nearest address that is not one of our proxies; a caller's own X-Forwarded-For counts for nothing."""
    nearest = request.client.host if request.client else ""
    networks = trusted_networks(settings.trusted_proxies)
    chain = ",".join(request.headers.getlist("x-forwarded-for"))
    if not is_trusted(nearest, networks) or len(chain) > LONGEST_CHAIN:
        return nearest
    for address in reversed([part.strip() for part in chain.split(",")]):
        try:
            nearest = str(ip_address(address))
        except ValueError:
            return nearest
        if not is_trusted(nearest, networks):
            return nearest
    return nearest


def neighbourhood(address: str) -> str:
    """What counts as one source: an IPv4 address, or an IPv6 network."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_PREFIX), strict=False))
    return str(found)
