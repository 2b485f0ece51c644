"""What Before and after offers: dated events of the nation, then nearer ones, then stories from here with their source."""

import pandas as pd
import pytest

from analytics.answers.before_after import offered


@pytest.mark.slow
def test_stories_from_here_are_offered_with_source_and_quarter(data) -> None:
    found = offered(data, "cord", "R0A")
    story = found[found["title"] == "Optimal cord management at Wythenshawe"].iloc[0]
    assert (story["org_code"], story["date"]) == ("R0A", pd.Timestamp("2023-07-01"))
    assert story["told"] == "reported for Q2 2023/24"
    assert "progress report" in story["source"]


def test_a_story_of_the_collaborative_belongs_to_its_boards_and_no_other(data) -> None:
    passport = "One preterm passport for the East Midlands"
    here = offered(data, "cord", "QJ2")
    assert here.loc[here["title"] == passport, "org_code"].tolist() == ["PSC-EM"]
    assert passport not in set(offered(data, "cord", "QOP")["title"])
    assert passport not in set(offered(data, "opioid_4m", "QJ2")["title"])


def test_the_nation_comes_first_and_stories_last(data) -> None:
    found = offered(data, "opioid_4m", "QJ2")
    kinds = [
        (code != "ENG") + told.startswith("reported")
        for code, told in zip(found["org_code"], found["told"], strict=True)
    ]
    assert kinds == sorted(kinds)
    assert kinds[0] == 0
    assert kinds[-1] == 2
