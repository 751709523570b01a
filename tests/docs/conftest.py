"""The example ward at the terminal, as the tests of the command line have it."""

from tests.cli.conftest import ward

__all__ = ["ward"]
