"""The example ward at the terminal, as the tests of the command line have it."""

from tests.cli.conftest import terminal, ward

__all__ = ["terminal", "ward"]
