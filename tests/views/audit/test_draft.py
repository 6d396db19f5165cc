"""The draft is a good policy, and the owner's own but for its segments."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.config import read_policy
from bot.desk.policy import Policy
from bot.insight.audit.audit import audit
from bot.insight.audit.ticket import Dimension
from bot.segments.decide import decide
from bot.views.audit.draft import render
from tests.insight.audit.company import ROOT, audited
from tests.insight.audit.past import make_past
from tests.segments.people import person

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@cache
def drafted(base: str = "desk.yml") -> str:
    return render(audited(), (ROOT / base).read_text(encoding="utf-8"), base, "draft.yml")


def read(folder: Path, text: str) -> Policy:
    path = folder / "draft.yml"
    path.write_text(text, encoding="utf-8")
    return read_policy(path)


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Policy:
    return read(tmp_path_factory.mktemp("draft"), drafted())


def segment_of(policy: Policy, **fields: str) -> str:
    return decide(person(**fields), policy.segments, NOON).winner


@pytest.mark.parametrize("base", ["presets/by-role.yml", "presets/hospital.yml"])
def test_the_draft_from_any_preset_is_a_good_policy(tmp_path: Path, base: str) -> None:
    assert read(tmp_path, drafted(base)).desk.shared_articles


def test_the_draft_has_three_to_five_segments(policy: Policy) -> None:
    assert 3 <= len(policy.segments) <= 5


def test_every_comment_of_the_policy_outside_of_its_segments_stays() -> None:
    base = (ROOT / "desk.yml").read_text(encoding="utf-8")
    after = base[base.index("# Who answers.") :]
    draft = drafted()
    assert [line for line in after.splitlines() if line.lstrip().startswith("#") and line not in draft] == []


def test_pools_and_categories_stay_as_they_are(policy: Policy) -> None:
    own = read_policy(ROOT / "desk.yml")
    assert (policy.pools, policy.categories) == (own.pools, own.categories)


def test_what_names_a_segment_that_is_gone_forgets_it(tmp_path: Path) -> None:
    base = (ROOT / "desk.yml").read_text(encoding="utf-8")
    base = base.replace("    skill: network\n", "    skill: network\n    modes: {executive: agent_only}\n", 1)
    base = base.replace("    group: it-l1\n", "    group: it-l1\n    segments: [standard, contractor]\n", 1)
    draft = read(tmp_path, render(audited(), base, "desk.yml", "draft.yml"))
    assert not any(category.modes for category in draft.categories)
    assert draft.pool("frontline").segments == ("standard",)


def test_somebody_of_the_revenue_teams_is_sent_to_their_segment(policy: Policy) -> None:
    assert "Sales" in policy.segment(segment_of(policy, department="Sales")).name


def test_a_new_hire_is_sent_to_the_new_hires(policy: Policy) -> None:
    assert segment_of(policy, start_date="2026-10-20", department="Finance") == "new_hires"


def test_a_vice_president_of_sales_is_an_executive(policy: Policy) -> None:
    assert segment_of(policy, department="Sales", title="Vice President") != segment_of(policy, department="Sales")


def test_everybody_else_is_standard(policy: Policy) -> None:
    assert segment_of(policy, department="Legal") == "standard"


def test_every_segment_is_marked_as_a_proposal_with_its_evidence() -> None:
    text = drafted()
    assert text.count("# PROPOSAL: ") == len(audited().proposals)
    assert "# resolution P3: measured 80 % of " in text


def test_segments_have_tiers_of_their_own(policy: Policy) -> None:
    tiers = [segment.tier for segment in policy.segments]
    assert sorted(tiers) == list(range(1, len(tiers) + 1))


def test_whoever_is_escalated_often_gets_a_person_and_a_further_notice(policy: Policy) -> None:
    field = policy.segment("field")
    assert (field.mode, len(field.escalation)) == ("alongside", 1)


def test_names_from_an_export_stay_text_in_the_draft(tmp_path: Path) -> None:
    names = ("yes", "*x: {#y", "'a' \"b\"\\", "null")
    tickets = [
        make_past(name, category=f"About {name}", attributes={Dimension.ROLE: f"Role {role}"})
        for size, name in enumerate(names)
        for role in range(4)
        for _ in range(20 + size)
    ]
    base = (ROOT / "desk.yml").read_text(encoding="utf-8")
    draft = read(tmp_path, render(audit(tickets), base, "desk.yml", "draft.yml"))
    found = {segment_of(draft, department=name) for name in names}
    assert len(found) == len(names)
