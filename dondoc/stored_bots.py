"""Which organisations are served on which bots: those that the settings name, and those that the database keeps."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import SecretStr

from bot.platforms.connector import bot_of
from domain.bots import Bot
from domain.channel_holds_and_quotas import equal_share
from domain.channels import channel_of, newest_channel, platform_of
from domain.names import tidy
from domain.organisations import Organisation, is_real_name, is_same_name
from dondoc.app import App, Installation, OrganisationUnclear, listed
from dondoc.sealing import unseal
from dondoc.settings import Settings
from storage.across_organisations import everywhere, served_before
from storage.bots import bots_of, list_bots
from storage.organisations import list_organisations

_ZALO = "zalo"  # the platform that does not say where its bots are found


@dataclass(frozen=True, slots=True)
class Sharing:
    """How several organisations share a bot: since when it serves each (None: always), in their order.

    `place` ends the address that the platform pushes to. `month_quota`: of who has set no part of its own. `link`:
    where people find it, as far as somebody has said so.
    """

    since: Mapping[int, datetime | None]
    place: str | None
    month_quota: int
    link: str = ""

    @property
    def first(self) -> int:
        """The organisation that runs the bot for all."""
        return next(iter(self.since))


@dataclass(frozen=True, slots=True)
class OrganisationBots:
    """An organisation to be served, and the tokens of its bots by channel.

    `is_of_settings`: the settings name one of them, or it is the only organisation; its first bots keep the addresses
    that they had while there was one. `sharing`: by channel, how a bot is shared with other organisations. `links`: by
    channel, where people find a bot, as far as somebody has said so.
    """

    organisation: Organisation
    tokens: Mapping[str, str] = field(repr=False)
    is_of_settings: bool = False
    sharing: Mapping[str, Sharing] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)

    def has_same_bots(self, other: "OrganisationBots") -> bool:
        """Whether it has the same bots, shared with the same organisations."""
        sharers = ({name: list(how.since) for name, how in one.sharing.items()} for one in (self, other))
        return (self.tokens, self.links) == (other.tokens, other.links) and next(sharers) == next(sharers)

    def place(self, channel: str) -> str | None:
        """What ends the address that the platform pushes to; None where that is its name."""
        if channel in self.sharing:
            return self.sharing[channel].place
        platform = platform_of(channel)
        is_first_of_settings = self.is_of_settings and channel == platform
        return None if is_first_of_settings else f"{platform}/{bot_of(self.tokens[channel])}"


def bots_to_serve(app: App) -> OrganisationBots:
    """The organisation with its bots: its own of the settings, then those of the database.

    Bots that the settings name for another organisation are left out. Raises KeyMissing and KeyWrong where there is a
    stored bot and no key opens its token.
    """
    settings, organisation_id = app.settings, app.organisation.id
    is_own = _owns_the_settings(app)
    tokens = _tokens_of(settings) if is_own else {}
    links = {_ZALO: settings.zalo_link} if is_own and settings.zalo_link else {}
    with app.database.reading() as tx:
        stored = bots_of(tx, organisation_id)
    for bot in stored:
        channel = channel_of(bot.platform, bot.places[organisation_id])
        if channel not in tokens and not _is_among(bot, tokens):
            tokens[channel] = unseal(settings, bot.sealed_token)
            links |= {channel: bot.link} if bot.link else {}
    return OrganisationBots(app.organisation, tokens, is_own, links=links)


def _is_among(bot: Bot, tokens: Mapping[str, str]) -> bool:
    """Whether the bot is one of these already: moved into the settings, it is the first one there."""
    return any(platform_of(name) == bot.platform and bot_of(token) == bot.number for name, token in tokens.items())


def with_stored_bots(app: App) -> Settings:
    """The settings with one token for each platform; of several bots there that of the newest, to which people are
    invited. Raises as `bots_to_serve`.
    """
    bots = bots_to_serve(app)
    invited = {name: newest_channel(name, bots.tokens) for name in ("telegram", _ZALO)}
    known = {
        f"{name}_token": None if channel is None else SecretStr(bots.tokens[channel])
        for name, channel in invited.items()
    }
    link = bots.links.get(invited[_ZALO] or _ZALO, "")
    return app.settings.model_copy(update={**known, "zalo_link": link})


def _owns_the_settings(app: App) -> bool:
    given = _tokens_of(app.settings)
    with everywhere(app.database).reading() as tx:
        known = list_organisations(tx)
        before = served_before(tx, [(platform, bot_of(token)) for platform, token in given.items()])
    try:
        return _owner(app.settings, known, before).id == app.organisation.id
    except OrganisationUnclear:
        return False


def organisations_to_serve(app: Installation) -> list[OrganisationBots]:
    """Every organisation with a bot, that of the settings' bots first. Several may have the same one.

    Where the settings and the database name a bot of one platform, that of the settings counts. Closed organisations
    are among them: people hear there that it is closed. Raises OrganisationUnclear where it is not known whose the
    bots of the settings are; KeyMissing and KeyWrong.
    """
    settings, given = app.settings, _tokens_of(app.settings)
    with everywhere(app.database).reading() as tx:
        known, stored = list_organisations(tx), list_bots(tx)
        before = served_before(tx, [(platform, bot_of(token)) for platform, token in given.items()])
    owner = _owner(settings, known, before) if given else None
    found: dict[int, dict[str, str]] = {} if owner is None else {owner.id: dict(given)}
    of_settings_id = owner.id if owner is not None else known[0].id if len(known) == 1 else None
    links: dict[int, dict[str, str]] = defaultdict(dict)
    if of_settings_id is not None and settings.zalo_link:
        links[of_settings_id][_ZALO] = settings.zalo_link
    of_settings = {(platform, bot_of(token)): token for platform, token in given.items()}
    for bot in stored:
        # The token in the settings counts, also for others that its bot serves.
        token = of_settings.get((bot.platform, bot.number)) or unseal(settings, bot.sealed_token)
        for organisation_id, place in bot.places.items():
            channel = channel_of(bot.platform, place)
            if place > 1 and (bot.platform, bot.number) in of_settings:
                continue  # it has been moved into the settings, and is the first one there
            is_used = found.setdefault(organisation_id, {}).setdefault(channel, token) == token
            if is_used and bot.link and (bot.platform, bot.number) not in of_settings:
                links[organisation_id][channel] = bot.link
    by_id = {one.id: one for one in known}
    served = [
        OrganisationBots(by_id[id_], tokens, is_of_settings=id_ == of_settings_id, links=links[id_])
        for id_, tokens in sorted(found.items(), key=lambda pair: (owner is None or pair[0] != owner.id, pair[0]))
        if tokens
    ]
    return _with_sharing(served, stored, settings.zalo_monthly_quota)


def _with_sharing(served: Sequence[OrganisationBots], stored: Sequence[Bot], quota: int) -> list[OrganisationBots]:
    since = {(bot.platform, bot.number): bot.since for bot in stored}
    users: dict[tuple[str, str], list[OrganisationBots]] = defaultdict(list)
    for one in served:
        for platform, token in one.tokens.items():
            users[platform, bot_of(token)].append(one)
    sharing: dict[int, dict[str, Sharing]] = defaultdict(dict)
    for (platform, number), its in users.items():
        if len(its) > 1:
            link = next((link for one in its if (link := one.links.get(platform))), "")
            begun = {one.organisation.id: since[platform, number].get(one.organisation.id) for one in its}
            part = equal_share(quota, [one.organisation.month_quota for one in its])
            for one in its:
                sharing[one.organisation.id][platform] = Sharing(begun, its[0].place(platform), part, link)
    return [replace(one, sharing=sharing.get(one.organisation.id, {})) for one in served]


def served_ids(app: Installation) -> frozenset[int]:
    """The organisations that `dondoc run` serves: with a bot, or the only one there is.

    Whose the bots of the settings are may not be known; then nobody is served on them.
    """
    given = _tokens_of(app.settings)
    with everywhere(app.database).reading() as tx:
        known, stored = list_organisations(tx), list_bots(tx)
        before = served_before(tx, [(platform, bot_of(token)) for platform, token in given.items()])
    if len(known) == 1:
        return frozenset({known[0].id})
    found = {organisation_id for bot in stored for organisation_id in bot.organisations}
    try:
        return frozenset(found | ({_owner(app.settings, known, before).id} if given else set()))
    except OrganisationUnclear:
        return frozenset(found)


def _tokens_of(settings: Settings) -> dict[str, str]:
    given = {"telegram": settings.telegram_token, "zalo": settings.zalo_token}
    return {platform: token.get_secret_value() for platform, token in given.items() if token is not None}


def _owner(settings: Settings, known: Sequence[Organisation], before: frozenset[int]) -> Organisation:
    """Whose the bots of the settings are: the only organisation, the one that the settings name, or whose they were."""
    if len(known) == 1:
        return known[0]
    given = tidy(settings.organisation_name)
    named = {one.id for one in known if is_real_name(given) and is_same_name(one.name, given)}
    meant = named or before
    if len(meant) == 1 and not (before and meant.isdisjoint(before)):
        return next(one for one in known if one.id in meant)
    raise OrganisationUnclear(
        f"Cơ sở dữ liệu này có {len(known)} tổ chức, chưa rõ bot trong tệp .env là của tổ chức nào. "
        f"Đặt DONDOC_ORGANISATION_NAME đúng tên tổ chức ấy, hoặc bỏ mã bot khỏi tệp .env và giữ trong cơ sở dữ liệu: "
        f"dondoc bot add --org MÃ. Có: {listed(known)}."
    )
