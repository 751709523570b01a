"""People type as the chat generator does: courtesy, notes, moods, missing marks; what each sentence means is known."""

from datetime import timedelta
from random import Random

from domain.names import fold
from tests.sentences.made import Sentence, sentences
from tests.simulation.clock import HANOI
from tests.simulation.events import Event
from tests.simulation.ward import Person, Ward
from tests.simulation.worlds.themes import Theme

MADE = 600
_VERBS = frozenset({"done", "ack", "progress"})
_ROWS_OF_PAPER = ("muc", "tt", "dong")  # with a second plan they are asked about


def _drawn(random: Random, ward: Ward) -> list[Event]:
    made = sentences(random.randrange(2**32), MADE)
    people = [person for person in ward.people if person.unit]
    found = []
    for _ in range(random.randint(8, 25)):
        person = random.choice(people)
        fitting = [one for one in made if _fits(one, person, ward)]
        found.append(_typed(random, ward, person, random.choice(fitting)))
    return found


def _fits(sentence: Sentence, person: Person, ward: Ward) -> bool:
    """It is said in this role, and means nothing at all, or one deed about a task of this person's unit."""
    if sentence.role != person.role or any(word in fold(sentence.text).split() for word in _ROWS_OF_PAPER):
        return False
    if sentence.strength == "0":
        return True
    own = {task.number for task in ward.tasks if person.unit in task.leads}
    is_one = len(sentence.deeds) == 1 and sentence.deeds[0][0] in _VERBS and sentence.deeds[0][1] in own
    return sentence.strength == "=" and is_one


def _typed(random: Random, ward: Ward, person: Person, sentence: Sentence) -> Event:
    day = (ward.starts + timedelta(days=random.randint(1, 6))).astimezone(HANOI)
    moment = day.replace(hour=random.randint(7, 17), minute=random.randrange(60), second=random.randrange(60))
    verb, number = sentence.deeds[0] if sentence.deeds else (None, 0)
    return Event((moment - ward.starts).total_seconds(), "say", {
        "person": person.name, "chat": random.randrange(len(person.chats)), "passed_on": False, "text": sentence.text,
        "verb": verb, "number": number, "percent": 50 if verb == "progress" else None,
    })  # fmt: skip


THEME = Theme("sayings", _drawn)
