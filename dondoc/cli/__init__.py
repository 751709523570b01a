"""One file a command of the command line; each has `run(...)`, which prints and may give an exit code."""
