"""Word lists that cannot be used say where and why; those of the program all can."""

from pathlib import Path

import pytest

from documents import words
from documents.words import word_lists
from domain.word_lists import WordListWrong, parse

FILES = sorted(Path(words.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize(
    ("text", "ask", "complaint"),
    [
        ("heads = [", "words", "words/units.toml: "),
        ("", "words", "heads is missing"),
        ("heads = 3", "words", "heads is no list of words"),
        ("heads = []", "words", "heads is no list of words"),
        ('heads = ["Sở", 3]', "words", "heads has 3, which is no word"),
        ('heads = ["Sở", " "]', "words", "heads has ' ', which is no word"),
        ('heads = ["Sở", "Bộ", "Sở"]', "words", "heads has 'Sở' twice"),
        ('heads = ["Sở "]', "words", "heads has 'Sở ', with a space at its end"),
        ('heads = ["So\u031b\u0309"]', "words", "letters taken apart"),
        ('heads = ["Sở"]', "pairs", "heads is no table of words"),
        ('[heads]\nSH = ""', "pairs", "heads has '', which is no word"),
        ('heads = ["Sở"]', "lists", "heads is no table"),
        ('[heads]\n"Sở" = "Y tế"', "lists", "heads.Sở is no list of words"),
        ('heads = ["Sở"]', "tables", "heads is no list of tables"),
        ('[[heads]]\nwords = { SH = "Sở" }', "tables", "heads.after is no list of words"),
    ],
)
def test_a_wrong_list_is_refused_with_its_file_and_name(text: str, ask: str, complaint: str) -> None:
    with pytest.raises(WordListWrong) as refused:
        list(getattr(parse("documents/words/units.toml", text), ask)("heads"))
    assert "documents/words/units.toml" in str(refused.value)
    assert complaint in str(refused.value)


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_every_list_that_is_shipped_can_be_used(name: str) -> None:
    lists = word_lists(name)
    for key, value in lists._lists.items():
        if isinstance(value, list) and isinstance(value[0], str):
            assert lists.words(key)
        elif isinstance(value, list):
            assert list(lists.tables(key))
        elif all(isinstance(entry, str) for entry in value.values()):
            assert lists.pairs(key)
        else:
            assert lists.lists(key)
    assert word_lists(name) is lists


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_list_tells_a_clerk_in_vietnamese_what_it_is(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# ")
    assert set(first) & set("ủộơưịãếữầở")
