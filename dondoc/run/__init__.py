"""The running program: receive, remind, send, with the locks that keep it alone and the process that reads plans."""
