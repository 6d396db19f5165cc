from local_slack.web_api.call_log import Record, problems, without_secrets


async def test_every_call_is_logged_with_its_answer(slack):
    message = await slack.posted(text="Hello")
    (call,) = slack.state.calls
    assert call["method"] == "chat.postMessage"
    assert call["arguments"]["text"] == "Hello"
    assert call["answer"]["ts"] == message.ts
    assert call["problems"] == []


async def test_every_call_is_told(slack):
    await slack.call("auth.test")
    (told,) = slack.told("call_made")
    assert told.details is slack.state.calls[0]


async def test_the_log_holds_no_token(slack):
    await slack.call("api.test", note=f"mine is {slack.bot.token}", token=slack.bot.token)
    assert slack.bot.token not in str(slack.state.calls)


async def test_an_unknown_argument_is_a_problem_but_no_refusal(slack):
    await slack.posted(colour="red")
    assert slack.state.calls[0]["problems"] == ["chat.postMessage: unknown argument colour"]


async def test_a_mistake_of_the_app_is_a_problem(slack):
    await slack.call("chat.postMessage", channel=slack.channel("help-desk").id)
    assert slack.state.calls[0]["problems"] == ["chat.postMessage: no_text"]


async def test_a_problem_says_which_scope_was_needed(slack):
    slack.take_away("emoji:read")
    await slack.call("emoji.list")
    assert slack.state.calls[0]["problems"] == ["emoji.list: missing_scope needed: emoji:read"]


async def test_losing_a_race_is_no_problem(slack):
    await slack.call("chat.delete", channel=slack.channel("help-desk").id, ts="1.0")
    assert slack.state.calls[0]["answer"]["error"] == "message_not_found"
    assert slack.state.calls[0]["problems"] == []


def test_an_injected_failure_is_no_problem():
    assert problems(Record("chat.postMessage", {}, {"ok": False, "error": "fatal_error"}, [], 0.1, injected=True)) == []


def test_tokens_are_blotted_out_wherever_they_stand():
    shown = without_secrets({"token": "xoxb-1-2", "list": ["a xapp-1-A1-9 b"], "n": 3})
    assert shown == {"list": ["a (token) b"], "n": 3}
