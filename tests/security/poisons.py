"""Texts that people or documents could carry in: what each is called and what it is. No test lives here."""

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HIDDEN = "\u200b\u200c\u2060\ufeff\u00ad"
CONTROLS = "\x00\x01\x07\x08\x1b\x7f\x9b"

POISONS = {
    "very long": "dài " * 25_000,
    "one long word": "x" * 100_000,
    "endless number": "9" * 100_000,
    "right to left": f"abc{BIDI}txt.exe",
    "zero width": f"ẩn{HIDDEN}danh",
    "combining tower": "Z" + "\u0301\u0327\u20dd" * 300,
    "html": "<b>đậm</b><script>alert(1)</script><a href='http://x'>y</a>&amp;&#x202e;",
    "markdown": "*đậm* _nghiêng_ `mã` [x](tg://user?id=1) ||ẩn|| ```\nkhối\n``` @admin #thẻ /done",
    "braces": "{0.__class__} %s {{ 7*7 }} ${HOME} $(id) `id`",
    "sql": "'; DROP TABLE task; --",
    "formula": '=HYPERLINK("http://x","y")',
    "command": '@SUM(1+1)*cmd|" /C calc"!A0',
    "controls": f"a{CONTROLS}b\x1b[2J\x1b]0;title\x07",
    "half surrogates": "a\ud83db\udc00c",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈👍🏿🇻🇳" * 40,
    "swelling": "\ufdfa" * 190,  # one character that folds to eighteen
    "lines": "một\r\n\nhai\u2028ba\u2029bốn\x0b\x0c\x85năm\n\n🔴 QUÁ HẠN",
    "tabs": "một\t\thai",
    "noncharacters": "a\ufffe\uffff\U0010ffffb\ue000",
}
