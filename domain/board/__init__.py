"""What pages of the board show, as facts: wording and templates turn them into words."""
