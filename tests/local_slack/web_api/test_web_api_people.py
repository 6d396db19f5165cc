async def test_a_person_is_shown_with_title_and_time_zone(slack):
    user = (await slack.bot.users_info(user=slack.person("priya").id))["user"]
    assert user["profile"]["title"] == "Account Executive"
    assert (user["tz"], user["tz_offset"]) == ("Asia/Kolkata", 19_800)


async def test_an_unknown_person_is_not_found(slack):
    assert (await slack.call("users.info", user="U404"))["error"] == "user_not_found"


async def test_the_email_needs_its_own_scope(slack):
    user = slack.person("ana").id
    assert (await slack.call("users.info", user=user))["user"]["profile"]["email"] == "ana@northwind.example"
    slack.take_away("users:read.email")
    assert "email" not in (await slack.call("users.info", user=user))["user"]["profile"]


async def test_guests_are_marked(slack):
    carl = (await slack.call("users.info", user=slack.person("carl").id))["user"]
    vera = (await slack.call("users.info", user=slack.person("vera").id))["user"]
    assert (carl["is_restricted"], carl["is_ultra_restricted"]) == (True, False)
    assert (vera["is_restricted"], vera["is_ultra_restricted"]) == (True, True)


async def test_people_of_other_companies_have_another_team_and_no_locale(slack):
    answer = await slack.call("users.info", user=slack.person("erin").id, include_locale=True)
    assert answer["user"]["team_id"] == slack.state.external_team["id"]
    assert answer["user"]["is_stranger"] is False
    assert "locale" not in answer["user"]


async def test_colleagues_have_a_locale_on_request(slack):
    answer = await slack.call("users.info", user=slack.person("ana").id, include_locale=True)
    assert answer["user"]["locale"] == "en-US"


async def test_the_bots_profile_names_its_app(slack):
    user = (await slack.call("users.info", user=slack.state.app["bot_user"]))["user"]
    assert user["is_bot"] is True
    assert user["profile"]["api_app_id"] == slack.state.app["app_id"]


async def test_the_list_has_everybody_but_other_companies(slack):
    names = {user["name"] for user in (await slack.call("users.list"))["members"]}
    assert {"ana", "vera", "frontdesk"} <= names
    assert "erin" not in names


async def test_people_are_found_by_email(slack):
    answer = await slack.call("users.lookupByEmail", email="Ana@northwind.example")
    assert answer["user"]["name"] == "ana"


async def test_an_unknown_email_finds_nobody(slack):
    assert (await slack.call("users.lookupByEmail", email="x@y.example"))["error"] == "users_not_found"


async def test_custom_fields_are_in_the_profile_by_their_id(slack):
    fields = (await slack.call("team.profile.get"))["profile"]["fields"]
    department = next(field["id"] for field in fields if field["label"] == "Department")
    profile = (await slack.call("users.profile.get", user=slack.person("ana").id))["profile"]
    assert profile["fields"][department] == {"value": "Operations", "alt": ""}


async def test_custom_fields_have_labels_on_request(slack):
    answer = await slack.call("users.profile.get", user=slack.person("ana").id, include_labels=True)
    assert "Department" in {field["label"] for field in answer["profile"]["fields"].values()}


async def test_custom_fields_are_not_in_users_info(slack):
    assert "fields" not in (await slack.call("users.info", user=slack.person("ana").id))["user"]["profile"]


async def test_without_user_the_profile_is_ones_own(slack):
    assert (await slack.call("users.profile.get"))["profile"]["bot_id"] == slack.state.app["bot_id"]


async def test_a_bot_is_shown(slack):
    answer = await slack.call("bots.info", bot=slack.state.app["bot_id"])
    assert answer["bot"]["user_id"] == slack.state.app["bot_user"]


async def test_an_unknown_bot_is_not_found(slack):
    assert (await slack.call("bots.info", bot="B404"))["error"] == "bot_not_found"


async def test_both_teams_are_known(slack):
    assert (await slack.call("team.info"))["team"]["name"] == "Northwind Instruments"
    partner = await slack.call("team.info", team=slack.state.external_team["id"])
    assert partner["team"]["name"] == "Partner Co"
    assert (await slack.call("team.info", team="T404"))["error"] == "team_not_found"


async def test_user_groups_list_their_people_on_request(slack):
    plain = (await slack.call("usergroups.list"))["usergroups"]
    full = (await slack.call("usergroups.list", include_users=True))["usergroups"]
    assert "users" not in plain[0]
    executives = next(group for group in full if group["handle"] == "executives")
    assert executives["users"] == [slack.person("victoria").id, slack.person("marcus").id]


async def test_disabled_groups_are_left_out_unless_asked_for(slack):
    group = next(iter(slack.state.groups.values()))
    group.enabled = False
    listed = (await slack.call("usergroups.list"))["usergroups"]
    everything = (await slack.call("usergroups.list", include_disabled=True))["usergroups"]
    assert len(everything) == len(listed) + 1
    assert (await slack.call("usergroups.users.list", usergroup=group.id))["users"] == []


async def test_a_groups_people_are_listed(slack):
    group = next(group for group in slack.state.groups.values() if group.handle == "it-leads")
    answer = await slack.call("usergroups.users.list", usergroup=group.id)
    assert answer["users"] == [slack.person("dana").id, slack.person("theo").id]


async def test_an_unknown_group_is_no_such_subteam(slack):
    assert (await slack.call("usergroups.users.list", usergroup="S404"))["error"] == "no_such_subteam"


async def test_custom_emoji_are_listed(slack):
    slack.state.emoji["frontdesk"] = "https://emoji.example/frontdesk.png"
    assert "frontdesk" in (await slack.call("emoji.list"))["emoji"]
