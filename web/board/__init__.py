"""The pages of the board: one file a page and its template. What is pressed on a page is a typed command (ADR 5)."""
