"""All SQL: tables, queries by noun, migrations. Returns domain objects, never rows."""
