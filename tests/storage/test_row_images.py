"""A seal kept by an earlier version still fits after a column was added, as long as that column is empty."""

from storage.row_images import _seal


def test_a_column_added_later_changes_no_seal_while_it_is_empty() -> None:
    kept = {"id": 1, "state": "open", "version": 3}
    assert _seal({**kept, "is_set_late": False}) == _seal(kept)
    assert _seal({**kept, "is_set_late": True}) != _seal(kept)
