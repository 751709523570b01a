"""The sample proxies of docs/webhooks.md pass on what dondoc serves outside, and nothing else."""

import re
from pathlib import Path

from dondoc.settings import Settings
from web.board.forms import MOST_UPLOAD_BYTES

PAGE = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
PORT = f"127.0.0.1:{Settings.model_fields['http_port'].default}"
MEGABYTE = 1_000_000  # the smaller of what proxies take for one


def sample(name: str) -> str:
    found = re.search(rf"^{name}:\n\n```\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert found is not None, name
    return found[1]


def most_bytes(text: str) -> int:
    return int(re.findall(r"(?:max_size|client_max_body_size) (\d+)m", text, re.IGNORECASE)[0]) * MEGABYTE


def test_both_samples_lead_to_the_board_and_let_plans_through() -> None:
    for text, head in ((sample("Caddy"), "handle"), (sample("nginx"), "location /")):
        board = text[text.index(f"{head} {{") :]
        assert PORT in board
        assert most_bytes(board) >= MOST_UPLOAD_BYTES


def test_health_and_figures_stay_inside() -> None:
    assert "@inside path /live /ready /health /metrics\n\thandle @inside {\n\t\trespond 404\n" in sample("Caddy")
    for path in ("/live", "/ready", "/health", "/metrics"):
        assert f"location = {path} {{ return 404; }}" in sample("nginx")


def test_the_host_is_kept_and_no_address_is_logged() -> None:
    assert "proxy_set_header Host $host;" in sample("nginx")  # Caddy keeps it by itself
    assert "access_log off;" in sample("nginx")
