"""Instants with a meaning of their own."""

from datetime import UTC, datetime

# "As soon as possible" is a fixed instant long ago and not "now": a clock set back must not make anything wait.
AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)
