"""`/nguoi`: everybody by unit, linked or not, last heard from, away; codes are typed commands."""

from domain.board.changes import Topic
from domain.people import SEES_ALL
from services.board.people_page import read_people
from web.board.page import Page

PEOPLE = Page(name="people", path="/nguoi", read=read_people, roles=SEES_ALL, is_in_menu=True, topics=(Topic.PEOPLE,))
