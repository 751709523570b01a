"""Where platforms push to, compared with where they should: for setting a webhook, for the watch and for the doctor."""

from collections.abc import Mapping
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from dondoc.settings import Settings

GONE = "webhook_gone"
ELSEWHERE = "webhook_elsewhere"

_PORTS = {"http": 80, "https": 443}
LONGEST_WORDS = 200


def own_address(settings: Settings, channel: str) -> str:
    """Return the address a platform should push to; without a public address only its path is known."""
    return f"{settings.public_url.rstrip('/')}/webhook/{channel}"


def address_in(info: object) -> str:
    """Return the address in the answer of getWebhookInfo or setWebhook; "" where none is set."""
    found = info.get("url") if isinstance(info, Mapping) else None
    return found.strip() if isinstance(found, str) else ""


def trouble_with(info: object, own: str) -> str | None:
    """Return what is wrong with the webhook a platform has: GONE, ELSEWHERE or None; `own` is of `own_address`."""
    address = address_in(info)
    if not address:
        return GONE
    return None if _is_same(address, own) else ELSEWHERE


def failed_verification(result: object) -> str | None:
    """Return what failed when the platform tried the address it was given; None when it did not say so.

    Zalo keeps an address that fails and says so in {"verification": {"ok", "outcome", "status_code", "hint"}}
    (https://bot.zapps.me/docs/apis/setWebhook/); Telegram tries none.
    """
    found = result.get("verification") if isinstance(result, Mapping) else None
    if not isinstance(found, Mapping) or found.get("ok") is not False:
        return None
    said = [str(found[name]) for name in ("outcome", "status_code", "hint") if found.get(name)]
    return " ".join(" · ".join(said).split())[:LONGEST_WORDS] or "không rõ lý do"


def _is_same(address: str, own: str) -> bool:
    """Whether both lead to the same place; an `own` without a host is compared by the end of the path."""
    try:
        theirs, ours = urlsplit(address), urlsplit(own)
        if not ours.netloc:
            return theirs.path.endswith(ours.path)
        return _place(theirs) == _place(ours)
    except ValueError:  # not an address at all, such as a port that is no number
        return False


def _place(address: SplitResult) -> tuple[str, str, int | None, str, str]:
    host = address.hostname or ""
    with suppress(UnicodeError):  # a name that cannot be written in ASCII is compared as it stands
        host = host.encode("idna").decode()
    port = address.port or _PORTS.get(address.scheme)
    return address.scheme, host, port, address.path, address.query
