import pytest

from sandbox.entities import formatted, found_entities, parse_html
from sandbox.errors import BadRequest


def test_tags_become_entities_counted_in_utf16_units() -> None:
    text, entities = parse_html('🚩 <b>Việc <i>số 3</i></b> &lt;gấp&gt; <a href="https://a.vn/?x=1&amp;y=2">xem</a>')
    assert text == "🚩 Việc số 3 <gấp> xem"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 9},
        {"type": "italic", "offset": 8, "length": 4},
        {"type": "text_link", "offset": 19, "length": 3, "url": "https://a.vn/?x=1&y=2"},
    ]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<script>a</script>", 'Unsupported start tag "script" at byte offset 0'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("ạ</b>", "Unexpected end tag at byte offset 3"),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
    ],
)
def test_what_does_not_nest_is_refused_with_its_place(source: str, reason: str) -> None:
    with pytest.raises(BadRequest) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


def test_a_script_link_is_only_text() -> None:
    assert parse_html('<a href="javascript:alert(1)">a</a>') == ("a", [])


def test_trimming_moves_the_entities_along() -> None:
    assert formatted("  <b> a</b> \n", "HTML", []) == ("a", [{"type": "bold", "offset": 0, "length": 1}])


def test_links_and_commands_are_found_but_not_inside_code() -> None:
    assert [found["type"] for found in found_entities("Gõ /done 3, xem https://a.vn/x. 15/4/2026 a/b")] == [
        "bot_command",
        "url",
    ]
    text, entities = formatted("<code>/done</code>", "HTML", [])
    assert (text, [entity["type"] for entity in entities]) == ("/done", ["code"])
