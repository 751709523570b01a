"""Schema history, run by the program itself at start."""
