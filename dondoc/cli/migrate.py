"""`dondoc migrate`: the schema, brought up to date."""

from dondoc.app import refuse_other_database
from dondoc.cli.printing import print_line
from dondoc.databases import open_engine
from dondoc.settings import load_settings
from storage.engine.database import Database
from storage.migrating import migrate, pending


def run() -> None:
    """Apply what is missing; a second call finds nothing to do.

    Raises OtherOrganisation before anything is touched.
    """
    settings = load_settings()
    engine = open_engine(settings.database_url.get_secret_value())
    try:
        refuse_other_database(settings, Database(engine))
        is_behind = pending(engine)
        revision = migrate(engine)
    finally:
        engine.dispose()
    print_line(f"Cơ sở dữ liệu {'đã được cập nhật lên' if is_behind else 'đang ở'} phiên bản {revision}.")
