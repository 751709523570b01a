import re
from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path
from string import Formatter

import pytest

from bot.grammar.organisation_codes import read_whose
from bot.grammar.reading import read_command
from bot.grammar.words import YES
from domain.history import EventKind
from domain.messages import Command, Notice, Refusal, kinds_of
from domain.messages.accounts import AccountMoveAsked
from domain.messages.drafts import DoubtAsked, WriteAsked
from domain.messages.organisation import RenameAsked
from domain.messages.pressed import INERT, ButtonsUsed
from domain.messages.questions import BadNumber, Misunderstood
from domain.messages.rosters import RosterRoleAsked, RosterShown
from domain.messages.shared_chats import WhichOrganisation
from domain.people import Role
from domain.undoing import CANNOT, UNDONE
from services.office.post_answer import REFUSED, SHOWN, WHAT_OF
from tests.samples.everything import EVERYTHING, NOTICES
from tests.services.deeds import CAN
from wording.button_styles import LONGEST_BESIDE
from wording.command_names import NAMES
from wording.languages import CATALOGUES, describe
from wording.layout import utf16_length
from wording.messages import Capabilities
from wording.render import LAYOUTS, render
from wording.words import Words

ROOT = Path(__file__).parents[2]
CHANNELS = [
    Capabilities(has_buttons=True, has_edits=True, has_pictures=False, max_length=4096, max_caption=1024),
    Capabilities(has_buttons=True, has_edits=True, has_pictures=True, max_length=4096, max_caption=1024),
    Capabilities(has_buttons=False, has_edits=False, has_pictures=False, max_length=2000, max_caption=0),
]
SHAPES = [field.name for field in fields(Words) if is_dataclass(field.type)]

IN_MENU = [kind for kind in kinds_of(Command) if kind.roles]


def test_there_is_an_example_of_every_notice_and_refusal():
    assert {type(response) for response in EVERYTHING} == {*kinds_of(Notice), *kinds_of(Refusal)}


def test_every_notice_has_a_layout_and_every_refusal_has_words_in_every_language():
    for words in CATALOGUES.values():
        assert {*LAYOUTS, *words.notices} == set(kinds_of(Notice))
        assert set(words.refusals) == set(kinds_of(Refusal))


@pytest.mark.parametrize("response", EVERYTHING, ids=lambda response: type(response).__name__)
def test_everything_can_be_said_in_every_language_on_every_channel(response):
    for language, channel in product(CATALOGUES, CHANNELS):
        message = render([response], language, channel)
        about = (language, channel)
        assert message.text.strip(), about
        assert "None" not in message.text, about
        assert "{" not in message.text, about
        assert utf16_length(message.text) <= channel.max_length, about
        assert channel.has_buttons or not message.buttons, about
        assert channel.has_pictures or message.picture is None, about


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("response", EVERYTHING, ids=lambda response: type(response).__name__)
def test_every_button_is_a_short_command_that_the_grammar_understands(response, language):
    for row in render([response], language, CHANNELS[0]).buttons:
        assert 1 <= len(row) <= 2, "a phone of 390 pixels cuts more"
        assert len(row) == 1 or all(len(button.label) <= LONGEST_BESIDE for button in row)
        for button in row:
            assert button.label.strip()
            assert len(button.typed.encode()) <= 64
            if button.typed == INERT and isinstance(response, ButtonsUsed):
                continue  # the sign of what was done: its press never reaches the grammar
            if isinstance(response, WhichOrganisation):
                assert read_whose(button.typed, [button.typed]).is_bare
                continue
            assert not isinstance(read_command(button.typed), Misunderstood | BadNumber), button.typed


@pytest.mark.parametrize("response", NOTICES, ids=lambda response: type(response).__name__)
def test_a_channel_without_buttons_names_a_typed_command_wherever_another_shows_buttons(response):
    message = render([response], "vi", CHANNELS[0])
    if (
        message.buttons and not message.is_keyboard_only
    ):  # which is no message: where there are no buttons, it is not sent
        typed = render([response], "vi", CHANNELS[2]).text.splitlines()[-1]
        # A question with one answer is answered by its yes; its other buttons say no more than that.
        words = (
            YES
            if isinstance(response, AccountMoveAsked | RenameAsked | RosterShown)
            else [name.vietnamese for name in NAMES.values()]
        )
        words = (
            ["A"] if isinstance(response, DoubtAsked | RosterRoleAsked | WriteAsked) else words
        )  # answered by letters
        assert any(word in typed for word in words), typed


@pytest.mark.parametrize("shape", SHAPES)
def test_the_templates_of_both_languages_take_the_same_facts(shape):
    vietnamese, english = (getattr(CATALOGUES[code], shape) for code in ("vi", "en"))
    assert is_dataclass(vietnamese)
    for field in fields(vietnamese):
        ours, theirs = getattr(vietnamese, field.name), getattr(english, field.name)
        if isinstance(ours, str):
            assert _places(ours) == _places(theirs), field.name
        elif hasattr(ours, "keys"):
            assert set(ours) == set(theirs), field.name


def _places(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_command_role_and_change_has_words(language):
    words = CATALOGUES[language]
    assert {name.makes for name in NAMES.values()} == set(words.commands)
    assert {role.value for role in Role} == set(words.people.role_names)
    assert CAN | set(CANNOT) == {*(kind for kind, event in words.events.items() if event.deed), UNDONE}
    assert set(words.events) == set(EventKind)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_outcome_of_folded_answers_has_words(language):
    assert set(CATALOGUES[language].folded.outcomes) == {*WHAT_OF.values(), SHOWN, REFUSED}


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_menu_has_plain_names_and_short_descriptions(language):
    menu = describe(IN_MENU, language)

    assert len(menu) == len(IN_MENU)
    for name, description in menu:
        assert name.isascii()
        assert name.isalpha()
        assert name.islower()
        assert 3 <= len(description) <= 60
        assert not isinstance(read_command(f"/{name}"), Misunderstood)


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_example_in_the_help_is_understood_as_its_command(language):
    for kind, shown in CATALOGUES[language].commands.items():
        assert isinstance(read_command(shown.typed), kind), shown.typed


def test_an_unknown_language_is_answered_in_vietnamese():
    response = EVERYTHING[-1]
    assert render([response], "fr", CHANNELS[0]) == render([response], "vi", CHANNELS[0])
    assert render([response], "en-GB", CHANNELS[0]) == render([response], "en", CHANNELS[0])


@pytest.mark.parametrize("shape", SHAPES)
def test_every_phrase_is_used(shape):
    sources = [path for folder in ("wording", "dondoc", "web") for path in (ROOT / folder).rglob("*.py")]
    sources += (ROOT / "web").rglob("*.html")
    program = "".join(path.read_text(encoding="utf-8") for path in sources)
    names = [field.name for field in fields(getattr(CATALOGUES["vi"], shape))]
    assert [name for name in names if not re.search(rf"\.{name}\b", program)] == []


def test_each_language_has_one_file_for_each_noun():
    folders = (ROOT / "wording", ROOT / "domain" / "messages")
    nouns = {path.stem for folder in folders for path in folder.glob("*.py")}
    vietnamese, english = ({path.stem for path in (ROOT / "wording" / code).glob("*.py")} for code in ("vi", "en"))
    assert vietnamese == english
    assert vietnamese - nouns == {"days", "hints"}
