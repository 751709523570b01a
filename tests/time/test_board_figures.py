"""Page, card, text, report and `status --json` say the same at two hundred instants of a season, chosen by chance."""

import re
from datetime import UTC, datetime, timedelta
from random import Random

from domain.authorisation import may_see_all
from domain.inbox import MessageContext
from domain.messages.reports import ShowStatus, StatusShown
from domain.messages.summaries import FourCells
from domain.reports import ReportKind, period_around
from dondoc.cli.status import status_as_json
from services.administration.look_up import look_at_status
from services.commands.show_status import show_status
from services.context.command_context import CommandContext, actor_behind
from services.reminders.build_report import build_report
from storage.engine.database import Database, Transaction
from storage.organisations import load_organisation
from tests.time.deeds import people_act
from tests.time.life import CHANNEL, Life
from tests.time.plans import random_plan, random_roster
from web.board.overview import OVERVIEW
from web.board.templating import render_page
from wording.cards.facts import card_facts
from wording.languages import words_for
from wording.messages import Capabilities
from wording.render import render

START = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
INSTANTS = 200
TEXT = Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=4096, max_caption=1024)
Four = tuple[int, int, int, int, int]


def four(cells: FourCells) -> Four:
    """Total, overdue, in time, done in time, done late."""
    return cells.total, cells.open_overdue, cells.open_in_time, cells.done_on_time, cells.done_late


def on_page(html: str) -> tuple[Four, int]:
    """The figures as they are read on the page, and those without a deadline."""
    figures = html[html.index('<dl class="four">') : html.index("</dl>", html.index('<dl class="four">'))]
    total, overdue, open_, on_time, late, undated = (int(n) for n in re.findall(r"<dd[^>]*>(\d+)</dd>", figures))
    return (total, overdue, open_, on_time, late), undated


def on_card(status: StatusShown, context: CommandContext) -> Four:
    facts = card_facts(status, words_for("vi"), context.organisation.zone)
    overdue, open_, on_time, late = (int(cell["value"]) for cell in facts["cells"])
    [total] = re.findall(r"(\d+) nhiệm vụ", facts["subtitle"])
    return int(total), overdue, open_, on_time, late


def in_text(status: StatusShown) -> Four:
    found = re.search(
        r"Tổng số (\d+) nhiệm vụ: hoàn thành đúng hạn (\d+), hoàn thành chậm (\d+), đang thực hiện trong hạn (\d+), "
        r"quá hạn (\d+)",
        render([status], "vi", TEXT).text,
    )
    assert found is not None
    total, on_time, late, open_, overdue = (int(number) for number in found.groups())
    return total, overdue, open_, on_time, late


def in_report(context: CommandContext) -> Four:
    return four(build_report(context, period_around(ReportKind.MONTH, context.today)).figures.standing)


def everywhere(tx: Transaction, context: CommandContext) -> dict[str, Four]:
    """The figures by where they are shown."""
    facts = OVERVIEW.read(context, {})
    page, undated = on_page(render_page(OVERVIEW, facts, context, session_token=""))
    [answer] = show_status(context, ShowStatus(view="text")).responses
    assert isinstance(answer, StatusShown)
    assert undated == answer.cells.undated
    listed = status_as_json(look_at_status(tx, context.organisation, context.now))
    names = ("total", "open_overdue", "open_in_time", "done_on_time", "done_late")
    total, overdue, open_, on_time, late = (listed[name] for name in names)
    return {
        "page": page,
        "card": on_card(answer, context),
        "text": in_text(answer),
        "report": in_report(context),
        "json": (total, overdue, open_, on_time, late),
    }


def test_the_figures_are_the_same_everywhere_at_two_hundred_instants(sqlite_database: Database) -> None:
    random = Random(17)  # noqa: S311 - plays a season, guards no secret
    plan = random_plan(random, 40, START.date(), 110, units=6)
    life = Life(sqlite_database, random_roster(random, 14, units=6), plan, random, START)
    for person in life.people:
        life.connect(person)
    seen: set[Four] = set()
    for number in range(INSTANTS):
        life.at(START.date() + timedelta(days=1 + number // 2), random.randint(0, 11) + 12 * (number % 2), 17)
        if number % 2 and 12 <= life.now.astimezone(life.zone).hour < 20:
            life.tick()
            people_act(life, random)
        with life.database.reading() as tx:
            organisation = load_organisation(tx, life.id)
            everyone = (actor_behind(tx, organisation, MessageContext(CHANNEL, str(p)), life.now) for p in life.people)
            actor = next(one for one in everyone if one is not None and may_see_all(one))
            context = CommandContext(tx, organisation, life.now, MessageContext("", ""), actor)
            found = everywhere(tx, context)
        assert len(set(found.values())) == 1, (life.now, found)
        [figures] = set(found.values())
        assert figures[0] == sum(figures[1:])
        seen.add(figures)
    assert len(seen) > 10, "nothing happened in this season"
