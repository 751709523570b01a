"""`/ke-hoach`, `/du-thao/N` and the part that shows what a day is understood as while it is typed."""

from domain.board.changes import Topic
from domain.people import CONFIRMS
from services.board.draft import read_draft
from services.board.draft_day import read_day
from services.board.plans import read_plans
from web.board.page import Page

_TOPICS = (Topic.DRAFTS,)
PLANS = Page(name="plans", path="/ke-hoach", read=read_plans, roles=CONFIRMS, is_in_menu=True, topics=_TOPICS)
DRAFT = Page(
    name="draft", path="/du-thao/{draft:int}", read=read_draft, roles=CONFIRMS, part_of="plans", topics=_TOPICS
)
DRAFT_DAY = Page(name="draft_day", path="/du-thao/{draft:int}/hieu", read=read_day, roles=CONFIRMS)
