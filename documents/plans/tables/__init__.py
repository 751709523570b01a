"""Reads the tables of a plan: headers, columns, rows and their hierarchy."""
