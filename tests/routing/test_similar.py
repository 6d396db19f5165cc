"""Reports that read alike find each other."""

from itertools import pairwise

from bot.routing.similar import SAID, SUGGESTED, Likenesses, Rarity

EVERYDAY = (
    "vpn drops",
    "printer is jammed",
    "cannot connect to the vpn",
    "the laptop is slow",
    "vpn certificate error",
)


def kept(*texts: str) -> Likenesses:
    likenesses = Likenesses(Rarity(EVERYDAY))
    for number, text in enumerate(texts, 1):
        likenesses.put(number, text)
    return likenesses


def test_the_same_words_are_as_alike_as_can_be() -> None:
    [found] = kept("the badge reader rejects me").to("the badge reader rejects me")
    assert round(found.score, 6) == 1


def test_what_reads_alike_is_found() -> None:
    found = kept("badge reader at the door is dead", "lunch menu is missing").to("door badge reader rejects me")
    assert [each.number for each in found] == [1]
    assert found[0].score >= SAID


def test_a_slip_of_the_pen_costs_little() -> None:
    assert kept("badge reader is dead").to("bagde reader is dead")[0].score >= SUGGESTED


def test_function_words_make_nothing_alike() -> None:
    assert kept("can you please help me with my chair").to("can you please help me with my phone") == []


def test_the_likest_comes_first() -> None:
    found = kept("badge reader slow", "badge reader rejects me").to("badge reader rejects me again")
    assert [each.number for each in found] == [2, 1]
    assert all(one.score >= other.score for one, other in pairwise(found))


def test_rare_words_count_more_than_those_of_every_day() -> None:
    found = kept("vpn turnstile", "vpn printer").to("turnstile printer", least=0)
    assert found[0].number == 1


def test_what_is_dropped_is_not_found() -> None:
    likenesses = kept("badge reader", "badge reader too")
    likenesses.drop([1, 99])
    assert [each.number for each in likenesses.to("badge reader")] == [2]
    assert len(likenesses) == 1


def test_the_oldest_go_first() -> None:
    assert kept("a bike", "a boat", "a car").oldest(beyond=1) == [1, 2]


def test_without_words_nothing_is_alike() -> None:
    assert kept("", "…").to("") == []
