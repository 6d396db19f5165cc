"""How results are shown."""

from bench.table import Table, percentile, ratio, seconds


def test_a_table_is_markdown_with_its_notes_below() -> None:
    table = Table("intake", ("One question", "CPU"), [("ack path", "0.3 ms"), ("whole intake", "12 ms")], ["Quiet."])

    assert str(table) == (
        "### intake\n"
        "\n"
        "| One question |    CPU |\n"
        "| ------------ | -----: |\n"
        "| ack path     | 0.3 ms |\n"
        "| whole intake |  12 ms |\n"
        "\n"
        "Quiet.\n"
    )


def test_a_ratio_compares_round_by_round() -> None:
    """In the second round the machine was busy, for both."""
    assert ratio([1.0, 30.0, 1.0], [2.0, 60.0, 2.0]) == "0.50"


def test_seconds_have_the_unit_in_which_they_are_easily_read() -> None:
    assert [seconds(value) for value in (2.5, 0.0123, 0.00045, 0.0000002)] == ["2.5 s", "12.3 ms", "450 µs", "0.2 µs"]


def test_a_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 99) == 7.0


def test_half_of_the_values_lie_below_the_50th_percentile() -> None:
    assert percentile([float(value) for value in range(101)], 50) == 50.0
