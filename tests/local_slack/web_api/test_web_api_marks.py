async def marked(slack):
    message = await slack.posted()
    return message, {"channel": slack.channel("help-desk").id, "timestamp": message.ts}


async def test_a_reaction_is_added_and_told(slack):
    message, where = await marked(slack)
    await slack.call("reactions.add", **where, name="eyes")
    assert message.reactions == {"eyes": [slack.state.app["bot_user"]]}
    (told,) = slack.told("reaction_added")
    assert told.details == {"reaction": "eyes"}


async def test_a_reaction_is_added_once(slack):
    _, where = await marked(slack)
    await slack.call("reactions.add", **where, name="eyes")
    assert (await slack.call("reactions.add", **where, name="eyes"))["error"] == "already_reacted"


async def test_a_reaction_needs_a_name_that_could_be_an_emoji(slack):
    _, where = await marked(slack)
    assert (await slack.call("reactions.add", **where, name="Not an emoji"))["error"] == "invalid_name"


async def test_a_reaction_is_removed_and_told(slack):
    message, where = await marked(slack)
    await slack.call("reactions.add", **where, name="eyes")
    await slack.call("reactions.remove", **where, name="eyes")
    assert message.reactions == {}
    assert len(slack.told("reaction_removed")) == 1


async def test_only_ones_own_reaction_is_removed(slack):
    message, where = await marked(slack)
    message.reactions["eyes"] = [slack.person("alex").id]
    assert (await slack.call("reactions.remove", **where, name="eyes"))["error"] == "no_reaction"


async def test_the_others_reaction_stays(slack):
    message, where = await marked(slack)
    alex = slack.person("alex").id
    message.reactions["eyes"] = [alex, slack.state.app["bot_user"]]
    await slack.call("reactions.remove", **where, name="eyes")
    assert message.reactions == {"eyes": [alex]}


async def test_reactions_are_shown_with_counts(slack):
    _, where = await marked(slack)
    await slack.call("reactions.add", **where, name="eyes")
    answer = await slack.call("reactions.get", **where)
    (reaction,) = answer["message"]["reactions"]
    assert (reaction["name"], reaction["count"]) == ("eyes", 1)


async def test_a_message_is_pinned_once(slack):
    message, where = await marked(slack)
    await slack.call("pins.add", **where)
    assert slack.channel("help-desk").pins == [message.ts]
    assert (await slack.call("pins.add", **where))["error"] == "already_pinned"


async def test_a_channel_gets_a_bookmark(slack):
    channel = slack.channel("help-desk")
    answer = await slack.call(
        "bookmarks.add", channel_id=channel.id, title="Runbook", type="link", link="https://kb.example.com"
    )
    assert channel.bookmarks == [answer["bookmark"]]


async def test_only_links_are_bookmarked(slack):
    channel = slack.channel("help-desk").id
    answer = await slack.call("bookmarks.add", channel_id=channel, title="Runbook", type="file", link="x")
    assert answer["error"] == "invalid_bookmark_type"
