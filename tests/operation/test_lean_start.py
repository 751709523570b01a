"""What `dondoc run` does not import until it is used: each of these costs seconds or megabytes at every start."""

import json
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.operation.running import ROOT

OPENED = """
import json, sys
import dondoc.cli.run
from dondoc.app import open_app
from dondoc.settings import Settings
from services.context.working_calendar import build_calendar
with open_app(Settings(database_url=sys.argv[1])):
    build_calendar([2025, 2026, 2027])
print(json.dumps(sorted(sys.modules)))
"""
# python-telegram-bot imports cryptography and, through httpx, rich, pygments and click: see docs/dependencies.md.
HEAVY = (
    "PIL", "alembic", "docx", "documents.plans.formats.word_files", "documents.plans.formats.pdf_files",
    "documents.plans.plan_reader", "documents.reports.report_files", "dondoc.run.demonstration",
    "hypothesis", "icalendar", "jinja2", "mako", "numpy", "openpyxl", "pandas", "pdfminer",
    "pdfplumber", "psycopg", "rapidfuzz", "sandbox", "segno",
    "sqlalchemy.dialects.postgresql", "sqlalchemy.orm", "telegram.ext", "typst", "xlwt",
)  # fmt: skip


def test_opening_the_program_on_sqlite_imports_nothing_that_it_does_not_use_yet(sqlite_url: str) -> None:
    words = [sys.executable, "-c", OPENED, sqlite_url]
    done = subprocess.run(words, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    imported = set(json.loads(done.stdout))
    assert "services.office.office" in imported
    assert imported.isdisjoint(HEAVY), sorted(imported.intersection(HEAVY))


@pytest.mark.parametrize("name", [name for name in HEAVY if name not in {"hypothesis", "numpy", "pandas", "jinja2"}])
def test_what_is_said_to_be_heavy_is_the_name_of_something_that_exists(name: str) -> None:
    assert find_spec(name) is not None
