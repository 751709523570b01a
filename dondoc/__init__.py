"""The program: settings, wiring, command line; the only place that reads environment, clock and secrets."""
