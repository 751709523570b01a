"""`/viec` and `/viec/N`: all tasks as a table, and one task with what may be done."""

from services.board.task_list import read_task_list
from services.board.task_page import read_task
from web.board.page import Page

TASKS = Page(name="tasks", path="/viec", read=read_task_list, is_in_menu=True)
TASK = Page(name="task", path="/viec/{number:int}", read=read_task, part_of="tasks")
