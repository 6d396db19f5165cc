from bot.routing.assign import least_loaded


def test_the_agent_with_the_fewest_open_tickets_is_next() -> None:
    assert least_loaded(["alex", "sam"], {"alex": 3, "sam": 1}) == "sam"


def test_an_agent_who_is_not_counted_has_none_open() -> None:
    assert least_loaded(["alex", "sam"], {"alex": 1}) == "sam"


def test_among_equals_the_first_named_is_next() -> None:
    assert least_loaded(["sam", "alex"], {}) == "sam"


def test_nobody_is_next_in_an_empty_pool() -> None:
    assert least_loaded([], {"alex": 1}) is None
