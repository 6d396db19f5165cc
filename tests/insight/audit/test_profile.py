"""Profiles are people whom no rule can tell apart."""

import numpy as np

from bot.insight.audit.profile import profiles_of
from bot.insight.audit.ticket import Dimension, PastTicket
from tests.insight.audit.past import make_past, population


def titled(title: str, **known: str) -> PastTicket:
    return make_past(attributes={Dimension.ROLE: title}, **known)


def test_people_of_whom_the_same_is_known_are_one_profile() -> None:
    assert len(profiles_of(population([titled("Analyst")] * 10, [titled("Clerk")] * 10)).attributes) == 2


def test_a_title_that_hardly_anybody_has_counts_as_unknown() -> None:
    odd = [titled("Chief Happiness Ninja"), titled("Wizard of Light Bulb Moments")]
    assert len(profiles_of(population(odd, [make_past()] * 10)).attributes) == 1


def test_every_ticket_is_counted_in_its_profile_and_category() -> None:
    profiles = profiles_of(population([titled("Analyst")] * 10, [titled("Analyst", category="VPN")] * 5))
    assert profiles.asked.tolist() == [[10, 5]]


def test_a_profile_with_few_tickets_leans_on_those_of_its_values() -> None:
    """One clerk of the branch asked once, about e-mail; all other clerks ask about the VPN."""
    clerks, analysts = [titled("Clerk", category="VPN")] * 60, [titled("Analyst")] * 60
    lone = make_past("Branch", attributes={Dimension.ROLE: "Clerk", Dimension.DEPARTMENT: "Branch"})
    profiles = profiles_of(population(clerks, analysts, [lone]))
    email, vpn = profiles.features()[-1][:2]
    assert vpn > email


def test_features_are_numbers_also_when_tickets_drawn_anew_miss_a_category() -> None:
    profiles = profiles_of(population([titled("Analyst")] * 10, [titled("Clerk", category="VPN")] * 10))
    drawn = np.array([[20.0, 0.0], [0.0, 0.0]])
    assert np.isfinite(profiles.features(drawn)).all()
