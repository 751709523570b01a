"""What asks about any organisation of a database is listed here, with the reason (docs/adr/0023)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("dondoc", "bot", "wording", "scheduler", "services", "documents", "storage", "domain", "web")
# Who may ask about any organisation of the database, and what for.
EVERYWHERE = {
    "dondoc/app.py": "which organisation a command is about",
    "dondoc/cli/bot.py": "a bot may serve several organisations, and goes with the last of them",
    "dondoc/cli/doctor.py": "each organisation is examined, behind its own policies",
    "dondoc/cli/load_folders.py": "organisations are founded, and none twice",
    "dondoc/cli/move_organisation.py": "an organisation comes in under a name and a code that are free",
    "dondoc/cli/org.py": "organisations are added, renamed and listed",
    "dondoc/cli/restore.py": "a restored database is that of all",
    "dondoc/ops/doctor_checks.py": "whether several organisations share the database",
    "dondoc/stored_bots.py": "which organisations are served, on which bots",
    "services/maintenance/maintenance.py": "whose messages nobody sends; a restored database is that of all",
    "services/maintenance/store_evidence.py": "one folder holds the files of all organisations",
    "services/office/all_offices.py": "one question a round: which organisations have something to handle or to send",
    "services/office/checkpoint_service.py": "one question a tick: whose month has ended without a checkpoint",
    "services/office/planning_service.py": "one question a tick: which organisations have something due",
    "services/office/shared_chats.py": "which chats of a shared bot belong to several of its organisations",
    "services/office/shared_office.py": "an update of a shared bot is stored for one of its organisations",
    "services/office/whose_page.py": "whose page a link, a cookie or a number leads to; nobody is let in by it",
    "services/plans/draft_pictures.py": "one folder holds the pictures of all organisations",
}
# Who opens a store, which is nobody's in particular until it is told whose it is.
OPENED = {
    "dondoc/app.py": "the program's own",
    "dondoc/cli/migrate.py": "reads the name of the database's organisation before it is touched",
    "dondoc/cli/restore.py": "a SQLite file beside the database",
    "dondoc/ops/backups.py": "a SQLite file beside the database, all of which is verified",
    "dondoc/run/page_reads.py": "the pages' own connections: the services of the board say whose",
}
# Who names the setting that the policies compare with.
NAMED = {
    "dondoc/ops/backups.py": "the command that dumps a whole database",
    "storage/engine/database.py": "sets it with the beginning of each transaction",
    "storage/migrating.py": "migrations are about all organisations",
    "storage/trial_database.py": "copies the rows of one organisation",
    "storage/migrations/versions/0031_row_level_security.py": "makes the policies",
    "storage/migrations/versions/0032_checkpoints_of_the_history.py": "makes the policy of its table",
}


def _files() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")


def _calling(name: str) -> set[str]:
    found = set()
    for path, code in _files():
        for node in ast.walk(ast.parse(code)) if name in code else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name:
                found.add(path)
    return found


def test_who_asks_about_any_organisation_stands_in_a_list() -> None:
    assert _calling("everywhere") == EVERYWHERE.keys()
    assert _calling("of_all") == {"storage/across_organisations.py"}


def test_who_opens_a_store_stands_in_a_list() -> None:
    assert _calling("Database") == OPENED.keys()


def test_who_names_the_setting_of_the_policies_stands_in_a_list() -> None:
    words = re.compile(r"engine\.database import .*\bORGANISATION\b|dondoc\.organisation\b")
    assert {path for path, code in _files() if words.search(code)} == NAMED.keys()
