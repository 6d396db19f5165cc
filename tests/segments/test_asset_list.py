"""A list of assets is read whole, or refused with every line that is wrong."""

import pytest

from bot.errors import BadInput
from bot.segments.asset_list import AssetList, layout_of, read_assets
from bot.segments.asset_table import read_csv, read_json
from tests.segments.people import NOON

USUAL = "Email,Asset tag,Operating system,Critical\n"


def listed(text: str, **columns: str) -> AssetList:
    table = read_csv(text, "devices.csv")
    return read_assets(table, layout_of(table.headings, columns), "asset list", NOON)


def refusals(text: str) -> list[str]:
    with pytest.raises(BadInput) as refused:
        listed(text)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_row_is_a_device_of_somebody(separator: str) -> None:
    asset = listed(f"{USUAL}Ana@X.example,NW-1,macOS 15,yes\n".replace(",", separator)).assets[0]
    assert (asset.person, asset.tag) == ("ana@x.example", "NW-1")
    assert asset.known == {"os": "macOS 15", "critical_infrastructure": "yes"}


def test_a_slack_id_stays_as_it_is() -> None:
    assert listed(f"{USUAL}U0ANA,NW-1,,\n").assets[0].person == "U0ANA"


@pytest.mark.parametrize("cell", ["", "unknown", "n/a", "-"])
def test_what_the_list_does_not_say_is_unknown(cell: str) -> None:
    assert listed(f"{USUAL}U0ANA,NW-1,{cell},no\n").assets[0].known == {"critical_infrastructure": "no"}


@pytest.mark.parametrize(("cell", "known"), [("TRUE", "yes"), ("1", "yes"), ("False", "no"), ("0", "no")])
def test_yes_and_no_are_written_in_many_ways(cell: str, known: str) -> None:
    assert listed(f"{USUAL}U0ANA,NW-1,,{cell}\n").assets[0].known["critical_infrastructure"] == known


def test_a_device_in_stock_is_counted_and_left_out() -> None:
    found = listed(f"{USUAL}U0ANA,NW-1,,\n,NW-2,,\n")
    assert (len(found.assets), found.unassigned) == (1, 1)


def test_columns_that_nobody_named_are_left_alone() -> None:
    assert listed("Email,Device,Salary\nU0ANA,NW-1,9\n").assets[0].known == {}


def test_the_policy_names_columns_of_its_own() -> None:
    asset = listed("Who,Device,Cost centre\nU0ANA,NW-1,42\n", person="Who", cost_centre="Cost centre").assets[0]
    assert (asset.person, asset.known) == ("U0ANA", {"cost_centre": "42"})


def test_what_the_policy_says_counts_before_what_a_heading_seems_to_say() -> None:
    asset = listed("Email,Owner,Device\nboss@x.example,ana@x.example,NW-1\n", person="Owner").assets[0]
    assert asset.person == "ana@x.example"


def test_a_cell_may_go_over_several_lines_and_lines_are_still_counted() -> None:
    text = 'Email,Device,Software\nU0ANA,NW-1,"Figma\nSlack"\nnobody,NW-2,\n'
    assert refusals(text) == ["devices.csv:4: Email: found “nobody”; allowed: an e-mail address or a Slack id"]


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ("nobody,NW-1,,", ":2: Email: found “nobody”; allowed: an e-mail address or a Slack id"),
        ("U0ANA,,,", ":2: Asset tag: found nothing; allowed: its tag or name"),
        ("U0ANA,NW-1,,maybe", ":2: Critical: found “maybe”; allowed: yes or no"),
        ("U0ANA,NW-1,,no,more", ":2: row: found 5 cells; allowed: at most 4, one a heading"),
        ("U0ANA,NW-1,,\nU0ANA,NW-1,,", ":3: Asset tag: found NW-1 of U0ANA again; allowed: once; row 2 has it"),
        ('U0ANA,"NW-1', ":2: row: found unexpected end of data; allowed: cells between separators, quotes closed"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_line(row: str, refusal: str) -> None:
    assert refusals(USUAL + row) == [f"devices.csv{refusal}"]


def test_an_end_of_a_contract_is_a_day() -> None:
    refused = refusals("Email,Device,Contract end\nU0ANA,NW-1,next year\n")
    assert refused == ["devices.csv:2: Contract end: found “next year”; allowed: a day such as 2026-12-31"]


def test_every_wrong_row_is_named_up_to_twenty() -> None:
    rows = "".join(f"nobody,NW-{number},,\n" for number in range(25))
    refused = refusals(USUAL + rows)
    assert len(refused) == 21
    assert refused[-1] == "devices.csv: list: found 5 more like these; allowed: none of them"


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "devices.csv:1: headings: found nothing; allowed: a first line that names the columns"),
        ("Email,Email\n", "devices.csv:1: headings: found “Email” twice; allowed: each heading once"),
        (
            "Device\nNW-1\n",
            "devices.csv:1: person: found the headings Device; "
            "allowed: a column with whose it is: an e-mail address or a Slack id",
        ),
    ],
)
def test_headings_that_say_too_little_are_refused(text: str, refusal: str) -> None:
    assert refusals(text) == [refusal]


@pytest.mark.parametrize(
    "text", ['[{"email": "U0ANA", "device": 7, "regulated": true, "software": ["Figma", "Slack"]}]']
)
@pytest.mark.parametrize("wrapped", ["{}", '{{"assets": {}}}'])
def test_json_says_the_same(text: str, wrapped: str) -> None:
    table = read_json(wrapped.format(text), "answer")
    asset = read_assets(table, layout_of(table.headings, {}), "asset service", NOON).assets[0]
    assert (asset.tag, asset.known) == ("7", {"regulated": "yes", "software": "Figma, Slack"})


@pytest.mark.parametrize("text", ["", "{", "7", '{"assets": 7}', "[7]"])
def test_json_that_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="answer: found"):
        read_json(text, "answer")
