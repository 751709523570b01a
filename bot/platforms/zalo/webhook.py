"""Events that Zalo pushes: setting the webhook and reading what Zalo says of it."""

from collections.abc import Mapping

from bot.platforms.webhooks import WebhookInfo, WebhookNotSet
from bot.platforms.zalo.client import ZaloApi
from bot.platforms.zalo.outbound import ZaloChannel
from domain.bounds import LARGEST_ID, whole_number

LONGEST_WORDS = 200


class ZaloAdmin:
    """What the doctor and `dondoc webhook` ask of a bot; raises ZaloRefused and LineBroken."""

    def __init__(self, api: ZaloApi) -> None:
        self._api = api

    async def identify(self) -> str:
        """The bot's name as people see it; raises TokenRefused."""
        identity = await ZaloChannel(self._api).identify()
        return identity.name or identity.id

    async def webhook_info(self) -> WebhookInfo:
        """The webhook as Zalo reports it."""
        return info_in(await self._api.call("getWebhookInfo", {}))

    async def set_webhook(self, address: str, secret: str) -> None:
        """Let Zalo push to the address. Raises WebhookNotSet when Zalo tried it and failed."""
        result = await self._api.call("setWebhook", {"url": address, "secret_token": secret})
        failure = failed_verification(result)
        if failure is not None:
            raise WebhookNotSet(failure)

    async def delete_webhook(self) -> None:
        """Let Zalo push no more."""
        await self._api.call("deleteWebhook", {})


def info_in(result: object) -> WebhookInfo:
    """The webhook in an answer of getWebhookInfo; total: any answer is accepted."""
    facts = result if isinstance(result, Mapping) else {}
    address = facts.get("url")
    return WebhookInfo(
        address.strip() if isinstance(address, str) else "",
        whole_number(facts.get("pending_update_count"), 1, LARGEST_ID) or 0,
        str(facts.get("last_error_message") or ""),
    )


def failed_verification(result: object) -> str | None:
    """What failed when Zalo tried the address it was given, "" when it gave no reason; None when nothing failed.

    Zalo keeps an address that fails and says so in {"verification": {"ok", "outcome", "status_code", "hint"}}
    (https://bot.zapps.me/docs/apis/setWebhook/).
    """
    found = result.get("verification") if isinstance(result, Mapping) else None
    if not isinstance(found, Mapping) or found.get("ok") is not False:
        return None
    said = [str(found[name]) for name in ("outcome", "status_code", "hint") if found.get(name)]
    return " ".join(" · ".join(said).split())[:LONGEST_WORDS]
