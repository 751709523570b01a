"""HTTP in: health and metrics for those who watch over the program. Decides nothing and reads no database itself."""
