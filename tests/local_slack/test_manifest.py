from pathlib import Path

import pytest

from local_slack.documents import BrokenDocumentError
from local_slack.manifest import Manifest
from local_slack.scopes import BOT_SCOPES, EVENT_SCOPES
from local_slack.web_api.methods import METHODS

REPOSITORY = Path(__file__).parents[2]
DISPLAY = {"display_information": {"name": "Frontdesk"}}


def scoped(*scopes, events=(), **features):
    return {
        **DISPLAY,
        "features": features,
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {"event_subscriptions": {"bot_events": list(events)}},
    }


def problems(source):
    with pytest.raises(BrokenDocumentError) as caught:
        Manifest.read(source)
    return caught.value.problems


def command(name="/support", **more):
    return {"command": name, "description": "Ask for help", **more}


def shortcut(callback_id="ask", kind="global", name="Ask for help"):
    return {"name": name, "type": kind, "callback_id": callback_id, "description": "Ask"}


def test_our_own_manifest_is_whole():
    ours = Manifest.read(REPOSITORY / "manifest.yml")
    assert ours.display_name == "Frontdesk"
    assert {command.command: command.should_escape for command in ours.slash_commands} == {
        "/support": False,
        "/desk": True,
    }
    assert {(shortcut.callback_id, shortcut.type) for shortcut in ours.shortcuts} == {
        ("open_ticket", "message"),
        ("send_to_requester", "message"),
        ("ask_for_help", "global"),
    }


def test_our_own_manifest_lets_people_write_to_the_desk():
    home = Manifest.read(REPOSITORY / "manifest.yml").app_home
    assert home.home_tab_enabled
    assert home.messages_tab_enabled
    assert not home.messages_tab_read_only_enabled


def test_our_own_manifest_hears_what_a_desk_must_hear():
    ours = Manifest.read(REPOSITORY / "manifest.yml")
    assert {"message.im", "message.channels", "message.groups", "app_mention", "app_home_opened"} <= ours.bot_events
    assert {"reaction_added", "team_join", "user_change", "subteam_members_changed"} <= ours.bot_events
    assert {"member_joined_channel", "channel_archive", "app_uninstalled", "tokens_revoked"} <= ours.bot_events


def test_our_own_manifest_starts_with_socket_mode():
    settings = Manifest.read(REPOSITORY / "manifest.yml").settings
    assert settings.socket_mode_enabled
    assert settings.interactivity.is_enabled


def test_our_own_manifest_asks_for_no_scope_twice_and_none_without_use():
    ours = Manifest.read(REPOSITORY / "manifest.yml")
    used = {scope for event in ours.bot_events for scope in EVENT_SCOPES[event]}
    used |= {scope for method in METHODS.values() for scope in method.scopes} | {"commands"}
    assert ours.bot_scopes <= used


def test_the_bots_name_is_the_apps_unless_it_has_its_own():
    assert Manifest.read(DISPLAY).display_name == "Frontdesk"
    assert Manifest.read({**DISPLAY, "features": {"bot_user": {"display_name": "Desk"}}}).display_name == "Desk"


def test_an_unknown_scope_is_named():
    assert problems(scoped("chat:writ")) == ["oauth_config.scopes.bot: Slack knows no scope named chat:writ"]


def test_an_unknown_event_is_named():
    (problem,) = problems(scoped(events=["message.dm"]))
    assert problem.endswith("Slack knows no bot event named message.dm")


def test_a_scope_listed_twice_is_refused():
    (problem,) = problems(scoped("chat:write", "chat:write"))
    assert problem.endswith("a scope is listed twice")


def test_an_event_needs_its_scope():
    assert problems(scoped(events=["message.im"])) == ["document: the bot event message.im needs the scope im:history"]


def test_an_event_needs_one_of_its_scopes():
    assert Manifest.read(scoped("groups:read", events=["member_joined_channel"])).bot_events


def test_every_event_is_allowed_by_scopes_that_exist():
    assert {scope for scopes in EVENT_SCOPES.values() for scope in scopes} <= BOT_SCOPES


def test_every_method_asks_for_scopes_that_exist():
    asked = {scope for method in METHODS.values() if "bot" in method.tokens for scope in method.scopes}
    assert asked <= BOT_SCOPES


def test_slash_commands_need_the_scope_commands():
    assert problems(scoped(slash_commands=[command()])) == ["document: slash commands need the scope commands"]


@pytest.mark.parametrize(
    ("features", "problem"),
    [
        ({"slash_commands": [command("support")]}, "String should match pattern"),
        ({"slash_commands": [command("/" + "x" * 32)]}, "at most 32 characters"),
        ({"slash_commands": [{"command": "/support"}]}, "description: Field required"),
        ({"slash_commands": [command(), command()]}, "two slash commands share a name"),
        ({"shortcuts": [shortcut(name="x" * 25)]}, "at most 24 characters"),
        ({"shortcuts": [shortcut(kind="local")]}, "Input should be 'message' or 'global'"),
        ({"shortcuts": [shortcut(), shortcut()]}, "two shortcuts share a callback_id"),
        ({"shortcuts": [shortcut(str(number)) for number in range(6)]}, "at most 5 global shortcuts"),
        ({"app_hom": {}}, "Extra inputs are not permitted"),
    ],
)
def test_features_have_their_limits(features, problem):
    (found,) = problems(scoped("commands", **features))
    assert problem in found


def test_a_name_has_a_longest_length():
    (problem,) = problems({"display_information": {"name": "x" * 36}})
    assert problem.startswith("display_information.name: String should have at most 35 characters")


def test_a_broken_file_names_line_key_and_value(tmp_path):
    path = tmp_path / "manifest.yml"
    path.write_text("display_information:\n  name: Frontdesk\nsettings:\n  socket_mode_enabled: perhaps\n")
    (problem,) = problems(path)
    assert problem.startswith("line 4: settings.socket_mode_enabled:")
    assert "(found 'perhaps')" in problem


def test_a_broken_list_names_the_line_of_its_item(tmp_path):
    path = tmp_path / "manifest.yml"
    path.write_text("display_information: {name: F}\nfeatures:\n  shortcuts:\n    - name: x\n      type: global\n")
    assert [problem.split(":")[0] for problem in problems(path)] == ["line 4", "line 4"]


def test_a_file_that_is_no_yaml_names_the_line(tmp_path):
    path = tmp_path / "manifest.yml"
    path.write_text("display_information:\n  name: [Frontdesk\n")
    (problem,) = problems(path)
    assert problem.startswith("line ")


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "manifest.yml"
    path.write_text("")
    (problem,) = problems(path)
    assert problem.startswith("line 1: document:")
