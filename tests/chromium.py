"""The machine's own Chromium, for tests of what a real server serves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from shutil import which
from typing import Any

import pytest


@asynccontextmanager
async def chromium() -> AsyncIterator[Any]:
    """A browser of playwright; the test is skipped where there is none."""
    playwright = pytest.importorskip("playwright.async_api")
    if which("chromium") is None:
        pytest.skip("no chromium on PATH: make browser (as root)")
    async with playwright.async_playwright() as play:
        yield await play.chromium.launch(executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"])
