"""What is still open of a mapping: the questions that nobody answered, and what it lacks as it stands."""

from dataclasses import replace

from analytics.ingest.columns.settled import lacks, still_open
from analytics.ingest.mapping import MappedColumn, Mapping, Proposal, Role

WHO, WHEN = MappedColumn("Provider", Role.ORGANISATION), MappedColumn("Month", Role.PERIOD)
PAIR = (MappedColumn("Given", Role.NUMERATOR, "Blankets"), MappedColumn("Arrivals", Role.DENOMINATOR, "Blankets"))


def mapping(*columns: MappedColumn, **other: str) -> Mapping:
    return Mapping((WHO, WHEN, *columns), **other)


def test_a_pair_of_one_name_lacks_nothing() -> None:
    assert lacks(mapping(*PAIR)) == []


def test_two_names_are_no_pair() -> None:
    apart = mapping(PAIR[0], replace(PAIR[1], measure="Arrivals"))
    assert lacks(apart) == ["“Arrivals” is a denominator: which numerator is out of it?"]


def test_a_denominator_of_no_measure_is_that_of_every_numerator() -> None:
    assert lacks(mapping(PAIR[0], replace(PAIR[1], measure=""))) == []


def test_what_no_column_says_is_asked() -> None:
    assert lacks(Mapping((MappedColumn("Given", Role.VALUE),))) == [
        "Whose numbers are they?", "Which period are they of?", "What do the numbers measure?",
    ]  # fmt: skip
    assert lacks(Mapping((WHO, WHEN))) == ["No column is taken for numbers."]


def test_a_question_stays_open_until_the_column_that_it_names_is_changed_or_all_is_confirmed() -> None:
    before = mapping(*PAIR)
    asked = "“Given” may be out of “Arrivals”."
    proposal = Proposal(before, ("",) * 4, ((),) * 4, (asked,))
    assert still_open(proposal, before) == [asked]
    assert still_open(
        proposal, replace(before, columns=(WHO, replace(WHEN, name="Month", role=Role.MONTH), *PAIR))
    ) == [asked]
    assert still_open(proposal, before, confirmed=True) == []
    answered = replace(
        before, columns=(WHO, WHEN, replace(PAIR[0], role=Role.VALUE), replace(PAIR[1], role=Role.IGNORE))
    )
    assert still_open(proposal, answered) == []


def test_confirming_does_not_fill_what_is_lacking() -> None:
    nothing = Mapping((WHO, WHEN, MappedColumn("Given", Role.VALUE)))
    assert still_open(Proposal(nothing, ("",) * 3, ((),) * 3), nothing, confirmed=True) == [
        "What do the numbers measure?"
    ]
