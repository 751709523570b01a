"""The strict second against a simulated platform whose line delays each message as it likes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation.rate_limits import PATIENCE, Pacer, SlidingWindow

EASE = 1e-6
SHORTEST = 0.05


def arrivals_at_platform(delays: list[tuple[float, float]], most: int, rate: float) -> list[float]:
    """Send one message for each (way there, way back) as early as the pacer allows; when each arrived over there."""
    pacer = Pacer(-10.0, rate, 5, chat_rate=1e6, chat_capacity=1000, per_second=most)
    now = 0.0
    arrived: list[float] = []
    coming: list[tuple[float, str]] = []
    for number, (there, back) in enumerate(delays):
        while (wait := pacer.take(str(number), now)) > 0:
            answers = [at for at, _ in coming if at > now]
            now = min([now + wait + EASE, *answers])
            for at, chat in sorted(coming):
                if at <= now:
                    pacer.answered(chat, at)
            coming = [(at, chat) for at, chat in coming if at > now]
        arrived.append(now + there)
        coming.append((now + there + back, str(number)))
    return arrived


def most_in_any_second(instants: list[float]) -> int:
    return max(sum(1 for t in instants if start <= t < start + 1.0 - 1e-5) for start in instants)


WAYS = st.tuples(st.floats(0.03, 0.13), st.floats(0.02, 0.12))


@settings(max_examples=60, deadline=None)
@given(st.lists(WAYS, min_size=40, max_size=120))
def test_the_platform_never_counts_more_than_its_limit_in_any_second(delays: list[tuple[float, float]]) -> None:
    even = [(0.03, 0.02)] * 30  # the shortest way is known from a first, quiet minute
    arrived = arrivals_at_platform([*even, *delays], 30, 1000.0)
    assert most_in_any_second(arrived[30:]) <= 30


def test_a_line_that_delays_all_messages_alike_costs_no_speed() -> None:
    arrived = arrivals_at_platform([(0.15, 0.1)] * 300, 30, 29.5)
    assert (len(arrived) - 1) / (arrived[-1] - arrived[0]) >= 0.98 * 29.5


def test_one_message_that_is_never_answered_stops_nobody_for_long() -> None:
    second = SlidingWindow(2)
    second.left("lost", 0.0)
    second.left("a", 0.0)
    second.answered("a", 0.1)
    assert second.opens_at(10.0) <= 1.0 + PATIENCE


def test_a_message_is_counted_from_its_answer_less_the_shortest_time_an_answer_took() -> None:
    second = SlidingWindow(2)
    for chat, answered_at in (("a", 0.1), ("b", 0.4)):
        second.left(chat, 0.0)
        second.answered(chat, answered_at)
    assert second.opens_at(0.5) == 1.0
    second.left("c", 1.0)
    assert second.opens_at(1.0) == 1.3
