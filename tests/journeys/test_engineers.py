"""Dmitri and Lena: they ask in their own channel, no article stands in the way, and the answer comes in that thread."""

from tests.journeys.office import Office
from tests.journeys.steps import reply, solve


async def test_a_mention_in_the_teams_channel_opens_a_ticket_and_no_article_comes_first(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the staging cluster is not reachable")
    status = await office.dmitri.sees("HD-1 is with the Senior support team", thread=asked)
    assert "You will hear from them by 11:00 AM today" in status.text
    card = await office.ivan.sees("HD-1 · P3 · Engineering (tier 2) · Servers, cloud and databases", in_="#help-senior")
    assert "Connect to a Kubernetes cluster" in card.text  # the agent gets the article
    await office.settle()
    assert len(await office.dmitri.messages("#eng-platform", thread=asked)) == 2


async def test_the_agent_answers_with_the_card_and_dmitri_reads_it_in_his_thread(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk the staging cluster is not reachable")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await reply(office.ivan, card, "One node lost its disk. Which namespace do you need first?")
    await office.dmitri.sees("Which namespace do you need first?", thread=asked)
    await office.dmitri.say("#eng-platform", "payments, please", thread=asked)
    await office.ivan.sees("payments, please", in_="#help-senior", thread=card)
    await solve(office.ivan, card, "The node is replaced and drained.")
    await office.dmitri.sees("Did we fix the cause, or only the symptom?", thread=asked)


async def test_an_agent_who_answers_in_dmitris_thread_has_answered_the_ticket(office: Office) -> None:
    asked = await office.dmitri.say("#eng-platform", "@frontdesk builds are queued for an hour, no runners")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await office.ivan.join("#eng-platform")
    await office.ivan.say("#eng-platform", "Two runners are back, look again please", thread=asked)
    await office.ivan.sees("Two runners are back", in_="#help-senior", thread=card)
    await office.dmitri.sees("Ivan Petrov is working on HD-1", thread=asked)
    card = await office.ivan.sees("Claimed · @Ivan Petrov", in_="#help-senior")
    assert "first response" not in card.text


async def test_a_shortcut_makes_a_ticket_of_a_colleagues_message(office: Office) -> None:
    said = await office.lena.say("#eng-platform", "terraform apply fails with a lock since this morning")
    await office.dmitri.shortcut("Open a ticket", message=said)
    await office.lena.sees("HD-1 is with the Senior support team", thread=said)
    card = await office.judy.sees("HD-1", in_="#help-senior")
    assert "Lena Fischer" in card.text


async def test_a_ticket_reaction_makes_a_ticket_of_a_message(office: Office) -> None:
    said = await office.dmitri.say("#eng-platform", "the pipeline is stuck on the deploy step")
    await office.lena.react("ticket", said)
    await office.dmitri.sees("HD-1 is with the Senior support team", thread=said)


async def test_a_reaction_on_an_answer_in_a_thread_makes_a_ticket_of_that_answer(office: Office) -> None:
    talk = await office.lena.say("#eng-platform", "how is the release going?")
    trouble = await office.dmitri.say("#eng-platform", "load balancer returns 502 for the api", thread=talk)
    await office.lena.react("ticket", trouble)
    await office.dmitri.sees("HD-1 is with the Senior support team", thread=talk)
    await office.ivan.sees("load balancer returns 502", in_="#help-senior")


async def test_a_mention_in_the_middle_of_a_talk_is_taken_once(office: Office) -> None:
    talk = await office.lena.say("#eng-platform", "is the registry slow for you too?")
    await office.dmitri.say("#eng-platform", "yes. @frontdesk our registry answers in 20 seconds", thread=talk)
    await office.dmitri.sees("HD-1", thread=talk)
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await office.settle()
    assert len(await office.ivan.messages("#help-senior", thread=card)) == 1


async def test_a_message_that_is_a_ticket_already_does_not_become_another(office: Office) -> None:
    said = await office.dmitri.say("#eng-platform", "@frontdesk the merge queue is blocked")
    await office.dmitri.sees("HD-1", thread=said)
    await office.lena.react("ticket", said)
    await office.lena.shortcut("Open a ticket", message=said)
    await office.lena.sees("I have that message already", in_="#eng-platform")
    await office.settle()
    await office.ivan.does_not_see("HD-2", in_="#help-senior")


async def test_a_message_from_a_channel_without_the_desk_is_answered_in_person(office: Office) -> None:
    said = await office.dmitri.say("#random", "does anybody know why terraform apply fails with a lock?")
    await office.lena.shortcut("Open a ticket", message=said)
    await office.lena.sees("I am not in this channel, so I answer @Dmitri Sokolov in person", in_="#random")
    root = await office.dmitri.sees("You asked: > does anybody know why terraform apply fails with a lock?")
    card = await office.ivan.sees("HD-1", in_="#help-senior")
    await reply(office.ivan, card, "A stale lock: it is gone now.")
    await office.dmitri.sees("A stale lock: it is gone now.", thread=root)


async def test_a_card_names_the_people_who_are_mentioned(office: Office) -> None:
    await office.dmitri.say("#eng-platform", "@frontdesk please give @lena root access to the staging cluster")
    await office.ivan.sees("please give @Lena Fischer root access to the staging cluster", in_="#help-senior")
