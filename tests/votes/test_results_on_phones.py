async def test_the_command_prints_what_the_team_sees(room: Room) -> None:
    phones = await people(room, patient=4)
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones[:3])
    house, key = room.house, room.project.key
    assert "3 of 4 people who could vote did so." in plain(await vote_report.in_words(house, key, 1))
    while_open = json.loads(await vote_report.as_json(house, key, 1))
    assert (while_open["state"], while_open["result"]) == ("open", None)
    assert [turnout["voted"] for turnout in while_open["turnout"]] == [3]
    await polling.over(room, round_)
    words = plain(await vote_report.in_words(house, key, 1))
    assert "These figures are exact and for the team only." in words
    exact = json.loads(await vote_report.as_json(house, key, 1))
    assert exact["state"] == "over"
    assert sum(each["figure"] for each in exact["result"]["standings"]) == 3 * 6
    backing = exact["result"]["standings"][0]["roles"][0]["backing"]
    assert backing["share"] == backing["backers"] / backing["people"]
    assert 0 <= backing["low"] <= backing["share"] <= backing["high"] <= 1
    assert len(exact["candidates"]) == 4
