"""Several real programs on one PostgreSQL database, which are killed, hang and lose their connections."""
