"""The main job, from a question to a rating, as one person, one agent and one lead live it."""

from pathlib import Path

import pytest

from tests.conftest import POSTGRESQL, SQLITE, empty_database
from tests.journeys.office import Office, Setting
from tests.journeys.steps import ask_back, reply, solve

REPLICAS = {"sqlite": (SQLITE, 1), "postgresql": (POSTGRESQL, 1), "three replicas": (POSTGRESQL, 3)}


@pytest.fixture(params=REPLICAS)
def replicas(request: pytest.FixtureRequest) -> tuple[str, int]:
    return REPLICAS[request.param]


@pytest.fixture
def url(request: pytest.FixtureRequest, tmp_path: Path, replicas: tuple[str, int]) -> str:
    return empty_database(request, tmp_path, replicas[0])


@pytest.fixture
def setting(replicas: tuple[str, int]) -> Setting:
    return Setting(replicas=replicas[1])


async def test_tomas_asks_nina_answers_dana_watches(office: Office) -> None:
    # 1. He asks, by a command with a few words.
    await office.tomas.slash("/support", "my vpn drops every hour, with the auditors in the room")
    await office.tomas.sees("Got it. I have answered you in @Frontdesk’s messages.", in_="#general")

    # 2. and 4. His profile decides: a ticket at once, with a number, a team and a time.
    status = await office.tomas.sees("HD-1 is with the Network team. You will hear from them by 11:00 AM today.")

    # 3. The article that fits stands beside it.
    await office.tomas.sees("While you wait, this may help: The VPN drops or is slow", thread=status)

    # 5. The card tells the agents who asks, why it came to them and when it is due.
    card = await office.nina.sees("HD-1 · P3 · Revenue and compliance (tier 2) · VPN", in_="#help-network")
    for fact in (
        "Compliance Officer",
        "NW-2033 Latitude 5440",
        "has the skill “network”",
        "first response due 11:00 AM",
    ):
        assert fact in card.text

    # 6. Nobody takes it, so the leads hear of it; one of them gives it to Nina.
    await office.pass_time(minutes=45)
    await office.dana.click("Reassign", in_=await office.dana.sees("HD-1: the first response is due by 11:00 AM"))
    await office.dana.submit({"Give it to": "Nina Kowalski"})
    await office.theo.sees("HD-1: @Dana Brooks gave it to @Nina Kowalski.")
    await office.tomas.sees("Nina Kowalski is working on HD-1")

    # 5. She asks back, he answers, both in their own threads; the clock stood still in between.
    await ask_back(office.nina, card, "Are you on the guest Wi-Fi?")
    await office.tomas.sees("Are you on the guest Wi-Fi?", thread=status)
    await office.nina.sees("resolution: paused", in_="#help-network")
    await office.pass_time(minutes=30)
    await office.tomas.dm("Yes, the cable in this room is dead", thread=status)
    await office.nina.sees(
        "@Tomas Lindqvist wrote to @Nina Kowalski: > Yes, the cable", in_="#help-network", thread=card
    )
    await reply(office.nina, card, "Omar is on his way with a new one.")
    await office.tomas.sees("Omar is on his way with a new one.", thread=status)

    # 7. Solved, and rated an hour later, as his segment wants it.
    await solve(office.nina, card, "The cable is replaced.")
    await office.tomas.sees("The cable is replaced.", thread=status)
    await office.tomas.sees("HD-1 is solved. If it is not, answer in this thread by 9 March", thread=status)
    await office.pass_time(hours=1)
    survey = await office.tomas.sees("How well did we keep you working with your customers", thread=status)
    await office.tomas.click("5 · Very good", in_=survey)
    await office.tomas.sees("Thank you. You rated HD-1 5 of 5: very good.", thread=status)

    # 8. And anybody of the team can ask why all this came as it did.
    await office.dana.slash("/desk", "why HD-1")
    why = await office.dana.sees("Why HD-1", in_="#general")
    for line in (
        "department is “Compliance”",
        "Network team has the skill “network”",
        "given to @Nina Kowalski by @Dana Brooks",
        "Target 1 h on the calendar “office”, promised to revenue.",
        "10:45–11:15 paused (30 min)",
        "first response: warned @Dana Brooks, @Theo Vance",
    ):
        assert line in why.text
