"""The messages people read most fit one screen of a small phone, with their buttons, and no label is cut."""

from shutil import which

import pytest

from tests.screens import MOST_PIXELS, SCREENS, measure

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("screen", SCREENS)
def test_a_message_and_its_buttons_fit_one_screen_of_a_phone(screen: str) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    program = which("chromium")
    if program is None:
        pytest.skip("no chromium on PATH: make browser (as root)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        height, cut = measure(browser.new_page(), screen)
        browser.close()
    assert (height <= MOST_PIXELS, cut) == (True, []), height
