"""No pattern of a policy can keep the desk busy."""

import re
import time

import pytest

from bot.segments.pattern import FORKED, LONGEST_READ, MANY, NESTED, objection


@pytest.mark.parametrize(
    "pattern",
    [
        r"^(chief\b.*\bofficer|(executive |senior )?vice president|president)\b",
        r"\bfield\b",
        r"(?:ab)+c",
        r"[a-z]+-\d+",
        r"(\d{1,3}\.){3}\d",
    ],
)
def test_a_usual_pattern_is_taken(pattern: str) -> None:
    assert objection(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        (r"(a+)+$", NESTED),
        (r"([a-z]+ )*x", NESTED),
        (r"(a?){20}b", NESTED),
        (r"(?=(a+)+)b", NESTED),
        (r"(a|aa)+$", FORKED),
        (r".*a.*b.*c", MANY),
    ],
)
def test_a_pattern_that_could_take_for_ever_is_refused_and_says_why(pattern: str, why: str) -> None:
    assert objection(pattern) == why


def test_what_is_no_pattern_says_so() -> None:
    assert "unterminated" in (objection("(") or "")


@pytest.mark.parametrize("pattern", [".*.*b", "a*a*b", r"\s*\w+b"])
def test_the_slowest_that_is_taken_is_quick(pattern: str) -> None:
    assert objection(pattern) is None
    began = time.perf_counter()
    re.search(pattern, "a" * LONGEST_READ)
    assert time.perf_counter() - began < 1
