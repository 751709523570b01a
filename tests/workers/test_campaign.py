"""Several programs on one database: a short campaign. `python -m tests.workers` plays long ones."""

from pathlib import Path

from tests.workers.campaign import Campaign
from tests.workers.province import founded


async def test_whatever_befalls_workers_each_message_is_obeyed_and_answered_once(
    postgresql_url: str, tmp_path: Path
) -> None:
    async with founded(postgresql_url, 3) as province:
        report = await Campaign(province, tmp_path, 1, workers=3, rate=6, hangs=(14.0,), is_timed=False).run(6)
    assert report.broken == [], report.line()
    assert report.typed > 20
