"""One file a command; its `run`, or a function named like the sub-command, prints and may return an exit code."""
