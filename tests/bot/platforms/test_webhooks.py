"""Where a platform pushes to, compared with where it should."""

import pytest

from bot.platforms.errors import Trouble
from bot.platforms.webhooks import webhook_trouble
from bot.platforms.zalo.webhook import failed_verification, info_in

ELSEWHERE, GONE = Trouble.WEBHOOK_ELSEWHERE, Trouble.WEBHOOK_GONE
OWN = "https://ward.example/webhook/zalo"


@pytest.mark.parametrize(
    ("address", "own", "trouble"),
    [
        (OWN, OWN, None),
        ("https://WARD.example:443/webhook/zalo", OWN, None),
        ("https://xn--bcher-kva.example/webhook/zalo", "https://bücher.example/webhook/zalo", None),
        ("http://ward.example/webhook/zalo", OWN, ELSEWHERE),
        ("https://ward.example:8443/webhook/zalo", OWN, ELSEWHERE),
        ("https://ward.example/webhook/zalo/", OWN, ELSEWHERE),
        ("https://ward.example/webhook/telegram", OWN, ELSEWHERE),
        ("https://elsewhere.example/webhook/zalo", OWN, ELSEWHERE),
        ("https://ward.example/bot/webhook/zalo", "/webhook/zalo", None),
        ("https://ward.example/webhook/other", "/webhook/zalo", ELSEWHERE),
        ("https://[broken", OWN, ELSEWHERE),
        ("https://ward.example:port/webhook/zalo", OWN, ELSEWHERE),
        ("", OWN, GONE),
        ("  ", OWN, GONE),
    ],
)
def test_an_address_is_ours_when_it_leads_to_the_same_place(address: str, own: str, trouble: str | None) -> None:
    assert webhook_trouble(info_in({"url": address}).address, own) == trouble


@pytest.mark.parametrize("info", [None, [], "text", {}, {"url": None}, {"url": 3}])
def test_what_names_no_address_has_none(info: object) -> None:
    assert webhook_trouble(info_in(info).address, OWN) == GONE


@pytest.mark.parametrize(
    ("result", "failure"),
    [
        (True, None),
        ({"url": OWN}, None),
        ({"verification": {"ok": True, "outcome": "success"}}, None),
        ({"verification": "yes"}, None),
        ({"verification": {"ok": False}}, ""),
        (
            {"verification": {"ok": False, "outcome": "http_error", "status_code": 502, "hint": "Use\n  HTTPS"}},
            "http_error · 502 · Use HTTPS",
        ),
    ],
)
def test_a_platform_that_tried_the_address_says_what_failed(result: object, failure: str | None) -> None:
    assert failed_verification(result) == failure
