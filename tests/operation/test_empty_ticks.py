"""What is asked every minute costs nobody else anything while there is nothing to do."""

from benchmarks.ward import NOW, make_ward
from dondoc.databases import open_engine
from services.office.office import Office
from storage.engine.database import Database


def test_looking_for_reports_does_not_wait_for_who_is_writing(database_url: str) -> None:
    engine = open_engine(database_url)
    make_ward(engine, 3, 3)
    database = Database(engine)
    office = Office(database, 1, "test")
    with database.transaction() as tx:
        tx.exec_driver_sql("UPDATE organisation SET name = 'khác' WHERE id = 1")
        assert office.planning.plan_reports(NOW) == 0
    engine.dispose()
