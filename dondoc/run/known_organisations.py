"""All organisations with a bot, as a program answers for them: those it serves, and any whose page is asked for."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping

from bot.platforms.connector import bot_of
from dondoc.run.served_organisation import ServedOrganisation
from dondoc.stored_bots import OrganisationBots

MOST_VISITED = 60  # organisations that another program serves, and that were asked for here last


class KnownOrganisations(Mapping[int, ServedOrganisation]):
    """By number, `own` and those that are `served` here; another of the `bots` is `made` when it is asked for."""

    def __init__(
        self,
        own: Callable[[], ServedOrganisation],
        served: Mapping[int, ServedOrganisation],
        bots: Callable[[], Mapping[int, OrganisationBots]],
        made: Callable[[OrganisationBots], ServedOrganisation],
    ) -> None:
        self.own, self._served, self._bots, self._made = own, served, bots, made
        self._visited: OrderedDict[int, ServedOrganisation] = OrderedDict()

    def __getitem__(self, organisation_id: int) -> ServedOrganisation:
        if (one := self._served.get(organisation_id)) is not None:
            return one
        bots = self._bots()[organisation_id]
        own = self.own()
        if organisation_id == own.id and bots.has_same_bots(own.bots):
            return own
        known = self._visited.get(organisation_id)
        if known is None or not known.bots.has_same_bots(bots):
            known = self._visited[organisation_id] = self._made(bots)
        self._visited.move_to_end(organisation_id)
        if len(self._visited) > MOST_VISITED:
            self._visited.popitem(last=False)
        return known

    def __iter__(self) -> Iterator[int]:
        return iter(self._bots())

    def __len__(self) -> int:
        return len(self._bots())

    def of_bot(self, platform: str, number: str, whose: int | None = None) -> int | None:
        """The first organisation on the bot of this number, or `whose` if it is on that; None for none."""
        among = ((id_, one.tokens.get(platform, "")) for id_, one in self._bots().items() if whose in {None, id_})
        return next((id_ for id_, token in among if token and bot_of(token) == number), None)

    def forget(self, organisation_id: int) -> None:
        """Drop the object of an organisation that this program has ceased to serve; a later request makes another."""
        self._visited.pop(organisation_id, None)
