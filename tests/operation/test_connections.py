"""How the program's connections to PostgreSQL are set: what they rest on when statements stay prepared."""

from sqlalchemy import text

from dondoc.databases import open_engine
from storage.engine.database import Database


def test_a_statement_stays_prepared_after_a_look_and_is_planned_for_its_own_values(postgresql_url: str) -> None:
    database = Database(open_engine(postgresql_url))
    try:
        for _ in range(4):
            with database.reading() as tx:
                assert tx.execute(text("SELECT :n + 1"), {"n": 1}).scalar() == 2
        with database.reading() as tx:
            prepared = tx.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar_one()
            plans = tx.execute(text("SHOW plan_cache_mode")).scalar_one()
        assert (prepared > 0, plans) == (True, "force_custom_plan")
    finally:
        database.close()
