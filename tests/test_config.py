"""Each test misspells one thing in the policy that ships, and reads what its owner is told."""

from pathlib import Path

import pytest

from bot.config import point_at, read_policy
from bot.errors import BadInput, Problem

DESK = Path(__file__).parents[1] / "desk.yml"


@pytest.fixture
def told(tmp_path: Path):
    """What the owner is told of desk.yml when one text in it is replaced; the file's name and line are cut off."""

    def tell(*replacements: tuple[str, str]) -> list[str]:
        return [str(problem).split(": ", 1)[1] for problem in problems(tmp_path, *replacements)]

    return tell


def problems(folder: Path, *replacements: tuple[str, str]) -> tuple[Problem, ...]:
    text = DESK.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "desk.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read_policy(path)
    return refused.value.problems


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "mode: agent_only",
            "mode: agent_onyl",
            "segments.engineering.mode: found “agent_onyl”; allowed: "
            "'offer_first', 'guided', 'alongside', 'agent_only' or 'shadow'; did you mean “agent_only”?",
        ),
        (
            "reopen_within_days: 7 ",
            "reopen_within_days: week ",
            "desk.reopen_within_days: found “week”; allowed: a whole number",
        ),
        (
            "lapses_after: 24h ",
            "lapses_after: 1d ",
            "desk.lapses_after: found “1d”; allowed: hours, such as 8h or 24h: "
            "a day has no fixed length on a business calendar",
        ),
        (
            "zone: America/New_York      #",
            "zone: America/New_Yrok      #",
            "desk.zone: found “America/New_Yrok”; allowed: a time zone such as Europe/Berlin or America/New_York",
        ),
        (
            "ticket_key: HD",
            "ticket_key: hd",
            "desk.ticket_key: found “hd”; allowed: 2 to 10 capital letters and digits, such as HD",
        ),
        (
            "- group: executives",
            "- gruop: executives",
            "segments.executive.when.any[1]: found the keys gruop; allowed: exactly one condition "
            "(always, any, all, not, group, field, asset, behaviour, days_since, days_until, guest, external); "
            "did you mean “group”?",
        ),
        (
            "field: {name: title, matches: '^field\\b'}",
            "field: {name: title, matches: '^field('}",
            "segments.remote_field.when.any[2].all[2].any[2].field.matches: found “^field(”; allowed: a regular "
            "expression (missing ), unterminated subpattern at position 6)",
        ),
        (
            "fallback: senior",
            "fallback: senor",
            "pools.frontline.fallback: found “senor”; allowed: one of the pools "
            "(frontline, identity, network, onboarding, remote, senior); did you mean “senior”?",
        ),
        (
            'channel: "#help-desk"',
            "channel: help-desk",
            'pools.frontline.channel: found “help-desk”; allowed: a channel in quotes, such as "#help-desk"',
        ),
        (
            'channel: "#help-desk"',
            "channel: #help-desk",
            "pools.frontline.channel: found nothing; allowed: text, in quotes where it looks like something else",
        ),
        ("skills: [network]", "skills: network", "pools.network.skills: found “network”; allowed: a list"),
        (
            "skill: onboarding",
            "skill: onbording",
            "categories.onboarding.skill: found “onbording”; allowed: a skill of one of the pools "
            "(identity, infrastructure, network, onboarding, remote, security, workplace); did you mean “onboarding”?",
        ),
        (
            "    offer: never        #",
            "    offers: never        #",
            "categories.security_incident.offers: found “offers”; allowed: one of id, name, skill, urgency, "
            "examples, offer, modes; did you mean “offer”?",
        ),
        (
            "      delay: 0m\n",
            "      dealy: 0m\n",
            "segments.executive.csat.delay: found nothing; allowed: it has to be given",
        ),
        (
            "holidays: {country: US, subdivision: NY}",
            "holidays: [US, NY]",
            "calendars.office.holidays: found a list of 2; allowed: keys with values",
        ),
        (
            "when: {always: true}",
            "when: {}",
            "segments.standard.when: found no keys; allowed: exactly one condition "
            "(always, any, all, not, group, field, asset, behaviour, days_since, days_until, guest, external)",
        ),
    ],
)
def test_a_slip_of_the_pen_is_answered(told, old: str, new: str, sentence: str) -> None:
    assert sentence in told((old, new))


def test_a_problem_has_the_line_on_which_it_stands(tmp_path: Path) -> None:
    lines = DESK.read_text(encoding="utf-8").splitlines()
    (problem,) = problems(tmp_path, ("fallback: senior", "fallback: senor"))
    assert lines[(problem.line or 0) - 1].strip() == "fallback: senior"


def test_a_problem_names_its_file(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, ("fallback: senior", "fallback: senor"))
    assert problem.file == str(tmp_path / "desk.yml")


def test_everything_is_said_at_once_and_in_the_order_of_the_file(tmp_path: Path) -> None:
    found = problems(tmp_path, ("skills: [network]", "skills: network"), ("snooze: 15m", "snooze: soon"))
    assert [problem.key for problem in found] == ["desk.snooze", "pools.network.skills"]


def test_a_key_that_is_unknown_and_the_one_it_stands_for_are_both_named(told) -> None:
    assert [sentence.split(":")[0] for sentence in told(("snooze: 15m", "snoze: 15m"))] == ["desk.snooze", "desk.snoze"]


def test_what_may_be_this_or_that_is_said_in_one_sentence(told) -> None:
    (sentence,) = told(("skills: [network]", "skills: [network]\n    segments: everybody"))
    assert sentence == "pools.network.segments: found “everybody”; allowed: a list or 'all'"


def test_a_list_of_wrong_things_is_not_called_too_short(told) -> None:
    (sentence,) = told(
        ("- group: executives", "- gruop: executives"),
    )
    assert sentence.startswith("segments.executive.when.any[1]")


def test_an_empty_list_is_called_too_short(told) -> None:
    (sentence,) = told(("skills: [network]", "skills: []"))
    assert sentence.startswith("pools.network.skills: found a list of 0")


def test_a_key_that_is_given_twice_is_refused_in_an_otherwise_right_file(told) -> None:
    (sentence,) = told(("ticket_key: HD", "name: Northwind\n  ticket_key: HD"))
    assert sentence == "desk.name: found it a second time; allowed: once; line 7 has it already"


def test_a_key_that_is_given_twice_does_not_hide_other_problems(told) -> None:
    assert len(told(("ticket_key: HD", "name: Northwind\n  ticket_key: hd"))) == 2


def test_a_long_text_is_quoted_in_part(told) -> None:
    (sentence,) = told(("ticket_key: HD", f"ticket_key: {'HD' * 100}"))
    assert f"found “{'HD' * 29}H…”" in sentence


def test_a_file_that_is_no_policy_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.yml"
    path.write_text("- just\n- a list\n")
    with pytest.raises(BadInput, match="file: found a list of 2; allowed: keys with values"):
        read_policy(path)


def test_what_slack_does_not_have_is_pointed_at_in_the_policy() -> None:
    unknown = Problem("workspace", None, "user group", "@it-network", "a user group that exists")
    (problem,) = point_at(DESK, [unknown])
    assert DESK.read_text(encoding="utf-8").splitlines()[(problem.line or 0) - 1].strip() == "group: it-network"
