"""The scripts of others that the project keeps are what their makers published, with their licence beside them."""

import gzip
import hashlib
from pathlib import Path

STATIC = Path(__file__).parents[3] / "web" / "board" / "static"
MOST_BYTES = 20_000  # of htmx with its events, as they go over the line; 4.0.1 takes 16 kB


def test_each_kept_file_has_its_published_content() -> None:
    listed = [line.split() for line in (STATIC / "htmx.sha256").read_text(encoding="ascii").splitlines()]
    assert {name for _, name in listed} == {path.name for path in STATIC.glob("htmx*")} - {"htmx.sha256"}
    for digest, name in listed:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name


def test_the_licence_stands_beside_them() -> None:
    assert "BSD" in (STATIC / "htmx-LICENSE.txt").read_text(encoding="utf-8")


def test_they_are_small() -> None:
    scripts = list(STATIC.glob("htmx*.js"))
    assert len(scripts) == 2
    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) < MOST_BYTES
