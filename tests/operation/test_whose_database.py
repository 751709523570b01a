"""Whether a database is that of the organisation the settings name: asked before anything is touched."""

import pytest
from sqlalchemy import text

from domain.organisations import is_same_name
from dondoc.app import OrganisationUnclear, OtherOrganisation, choose, open_app, open_installation
from services.administration.add_organisation import add_another_organisation
from storage.across_organisations import everywhere
from storage.engine.database import Database
from storage.migrating import revisions
from storage.organisations import list_organisations
from tests.operation.running import loaded, settings_of

A, B = "Đảng ủy phường Thủy Nguyên", "Đảng ủy phường Hòa Bình"
NAME = "DONDOC_ORGANISATION_NAME"


def test_on_both_engines_the_name_is_asked_before_the_schema_is_touched(database_url: str) -> None:
    with open_app(loaded(settings_of(database_url, **{NAME: A}))) as app:
        assert app.organisation.name == A
        _set_revision(app.database, "0001")
        with pytest.raises(OtherOrganisation), open_app(loaded(settings_of(database_url, **{NAME: B}))):
            pass
        _set_revision(app.database, max(revisions()))
        with app.database.reading() as tx:
            assert [one.name for one in list_organisations(tx)] == [A]


def test_of_several_organisations_none_is_meant_unless_it_is_named(database_url: str) -> None:
    settings = loaded(settings_of(database_url, **{NAME: A}))
    with open_app(settings) as app, everywhere(app.database).transaction() as tx:
        add_another_organisation(tx, B, "HB", "Asia/Ho_Chi_Minh", app.clock.now())
    with pytest.raises(OrganisationUnclear, match="HB"), open_app(settings):
        pass
    with open_installation(settings) as opened:
        assert choose(opened, "HB").name == B
        assert opened.of(choose(opened, "HB")).owner == opened.owner


def test_a_program_that_is_started_again_is_another_owner_for_all_its_organisations(
    database_url: str,
) -> None:
    """Week 97006: killed while an answer left, and what was leased then counted as its own all night."""
    settings = loaded(settings_of(database_url))
    with open_app(settings) as app:
        before = app.owner
        assert app.of(app.organisation).owner == before
    with open_app(settings) as app:
        assert app.owner != before


def _set_revision(database: Database, revision: str) -> None:
    with database.transaction() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})


def test_names_are_compared_without_case_spaces_and_the_place_of_the_tone_but_with_their_diacritics() -> None:
    assert is_same_name("Đảng uỷ phường Hoà Bình", " ĐẢNG ỦY  phường Hòa Bình")
    assert not is_same_name("Đảng ủy phường Thủy Nguyên", "Đảng ủy phường Thuy Nguyen")
    assert not is_same_name(A, B)
