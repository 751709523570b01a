"""Reads official documents and writes them; never touches the database."""
