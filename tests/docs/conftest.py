"""The example ward at the terminal, as the tests of the command line have it."""

from tests.cli.conftest import own_ward, terminal, ward

__all__ = ["own_ward", "terminal", "ward"]
