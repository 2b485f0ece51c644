"""Comparison, adoption and icons: the exact words and the reason on each row."""

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from analytics import words
from analytics.charts import icons
from analytics.model import (
    Adoption,
    Assurance,
    Better,
    Comparison,
    Element,
    Kind,
    Measure,
    Pathway,
    Scale,
    Step,
    Unit,
    Variation,
)
from tests.charts.charts_made import measure

NA = float("nan")
SCALES = {"s": Scale("s", "Stages", tuple(Step(float(i), t) for i, t in enumerate(("None", "Aware", "Some", "All"))), ""),
          "p": Scale("p", "Phases", (Step(1.0, "Phase 1"), Step(2.0, "Phase 2: Action")), "")}  # fmt: skip


def compared(
    rows: list[tuple[Any, ...]],
    of: Measure | None = None,
    ranks: list[tuple[int, int]] | None = None,
    unranked: list[str] | str = "",
    **other: Any,
) -> Comparison:
    """Rows of name, value, low, high, rank, chosen; `ranks` are the intervals of ranks."""
    table = pd.DataFrame(rows, columns=["name", "value", "low", "high", "rank", "chosen"])
    table = table.assign(
        code=table["name"], numerator=NA, denominator=NA, status="", unranked=unranked, rank_low=NA, rank_high=NA
    )
    if ranks:
        table[["rank_low", "rank_high"]] = ranks
    return Comparison(of or measure(), "icb", "2022/23", table, **other)


KENT, DEVON, ESSEX = (
    ("Kent", 0.9, 0.8, 0.95, 1, False),
    ("Devon", 0.8, 0.7, 0.88, 2, True),
    ("Essex", 0.5, 0.4, 0.6, 3, False),
)
COMPARISONS = {
    "rank, reference within the interval, spread": (
        compared([KENT, DEVON, ESSEX], reference=0.75, reference_name="England"),
        "Devon has 80.0%, 2nd of 3 ICBs (1st is best). That is above England (75.0%), but chance alone could explain the"
        " gap. The ICBs range from 50.0% (Essex) to 90.0% (Kent).",
    ),
    "reference outside the interval": (
        compared([KENT, DEVON, ESSEX], reference=0.95, reference_name="England"),
        "Devon has 80.0%, 2nd of 3 ICBs (1st is best). That is below England (95.0%), by more than chance alone would often"
        " explain. The ICBs range from 50.0% (Essex) to 90.0% (Kent).",
    ),
    "a rank with its interval": (
        compared([KENT, DEVON, ESSEX], ranks=[(1, 2), (1, 2), (3, 3)]),
        "Devon has 80.0%, 2nd of 3 ICBs (1st is best); allowing for chance, anywhere between 1st and 2nd. The ICBs range"
        " from 50.0% (Essex) to 90.0% (Kent).",
    ),
    "a rank beyond doubt": (
        compared([("Devon", 0.9, 0.89, 0.91, 1, True), ESSEX], ranks=[(1, 1), (2, 2)]),
        "Devon has 90.0%, 1st of 2 ICBs (1st is best), and chance could hardly have made that another place. The ICBs range"
        " from 50.0% (Essex) to 90.0% (Devon).",
    ),
    "the chosen one stands on too little": (
        compared([KENT, ESSEX, ("Devon", 1.0, 0.7, 1.0, NA, True)], unranked=["", "", "1 of 12 months"], reference=0.6,
                 reference_name="England"),
        "Devon has 100%, and is not ranked beside the 2 ICBs that are, because that stands on 1 of 12 months. That is above"
        " England (60.0%), by more than chance alone would often explain. The ranked ICBs range from 50.0% (Essex) to 90.0%"
        " (Kent).",
    ),
    "others stand on too little": (
        compared([DEVON, ESSEX, ("Kent", 1.0, 0.7, 1.0, NA, False)], unranked=["", "", "a denominator of 8, below 10"]),
        "Devon has 80.0%, 2nd of 2 ICBs (1st is best). The ranked ICBs range from 50.0% (Essex) to 80.0% (Devon). Not"
        " ranked: Kent (a denominator of 8, below 10).",
    ),
    "no interval, no better direction, joint, per unit": (
        compared([("Devon", 2.0, NA, NA, 1, True), ("Kent", 2.0, NA, NA, 1, False)],
                 measure(Unit.RATE, Better.NEUTRAL, per_text="items per 1,000 patients"), reference=1.0),
        "Devon has 2 items per 1,000 patients, joint 1st of 2 ICBs (1st is highest). That is above the reference (1). All 2"
        " ICBs are at 2 items per 1,000 patients.",
    ),
    "nobody chosen, some without a figure": (
        compared([KENT, ESSEX], left_out=("Devon", "Surrey")),
        "The ICBs range from 50.0% (Essex) to 90.0% (Kent). No figure for Devon and Surrey.",
    ),
    "the chosen one has none": (
        compared([KENT, ("Devon", NA, NA, NA, NA, True)]), "Devon has no figure.",
    ),
    "nobody has a figure": (
        compared([], left_out=("Devon",)), "None of the ICBs has a figure to compare for 2022/23.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", COMPARISONS)
def test_comparison_sentences(story: str) -> None:
    found, expected = COMPARISONS[story]
    assert words.comparison.sentence(found) == expected


def test_counts_compared_as_rates_read_as_rates() -> None:
    births = measure(Unit.COUNT, compare_per=1000.0, per_text="babies per 1,000 births")
    as_counts = compared([("Kent", 23.4, NA, NA, 1, True)], births, unit_text="babies per 1,000 births")
    as_rates = Comparison(births, "icb", "2022/23", as_counts.rows.assign(denominator=5000.0), None, "",
                          "babies per 1,000 births")  # fmt: skip
    assert words.comparison.value(as_counts, 23.4) == "23"
    assert words.comparison.value(as_rates, 23.4) == "23.4 babies per 1,000 births"


def test_comparison_alt() -> None:
    assert words.comparison.alt(compared([KENT, DEVON], illustrative=True)) == (
        "Ranked chart of Cord management, 2022/23: 2 ICBs. Devon: 80.0%, 2nd of 2. Illustrative data."
    )


def adopted(rows: list[tuple[str, str, float]], elements: tuple[Element, ...], **other: Any) -> Adoption:
    table = pd.DataFrame(rows, columns=["org_code", "element", "stage"]).assign(
        name="x", as_at=pd.Timestamp("2023-09-30"), planned_for=pd.NaT, note=None
    )
    ambition = other.pop("ambition", None)
    pathway = Pathway("p", "Preterm", "preterm_optimisation", Kind.TRUST, elements, ambition=ambition)
    return Adoption(pathway, date(2023, 9, 30), table, **other)


A, B = Element("a", "Steroids", "s", 2.0), Element("b", "Caffeine", "s", 2.0)
PHASE = Element("phase", "Phase", "p")
ADOPTIONS = {
    "share of pairs, furthest and least, ambition, unknown": (
        adopted([("1", "a", 2), ("2", "a", 3), ("1", "b", 3), ("2", "b", 1)], (A, B), expected=5, ambition=0.9),
        "At 30 September 2023: 3 of 4 steps (75%) are at “2 Some” or further, over 2 elements and 2 trusts."
        " Furthest on: Steroids (2 of 2); least far: Caffeine (1 of 2)."
        " The ambition is 90%: not reached yet. Nothing is known about 3 of 5"
        " trusts.",
    ),
    "an ambition that is reached; just at the step counts": (
        adopted([("1", "a", 2)], (A,), ambition=1.0),
        "At 30 September 2023: 1 of 1 trust (100%) is at “2 Some” or further. The ambition is 100%: reached.",
    ),
    "without a step from which it counts: the most common; a label that has its number keeps one": (
        adopted([("1", "phase", 2), ("2", "phase", 2), ("3", "phase", 1)], (PHASE,)),
        "At 30 September 2023: Phase: most often “Phase 2: Action” (2 of 3).",
    ),
    "nothing known": (adopted([], (A,)), "At 30 September 2023: nothing is known about any organisation."),
    "stages all missing": (
        adopted([("1", "a", NA)], (A,), expected=2),
        "At 30 September 2023: Nothing is known about 1 of 2 trusts.",
    ),
}


@pytest.mark.parametrize("story", ADOPTIONS)
def test_adoption_sentences(story: str) -> None:
    found, expected = ADOPTIONS[story]
    assert words.adoption.sentence(found, SCALES) == expected


def test_adoption_alt() -> None:
    assert words.adoption.alt(adopted([("1", "a", 2)], (A, B), illustrative=True), SCALES) == (
        "Adoption of Preterm, 30 September 2023: 1 trust, 2 elements, steps from 0 None to 3 All. Illustrative data."
    )


DRAWN = [icons.variation_svg(v) for v in Variation] + [icons.assurance_svg(a) for a in Assurance if a]


@pytest.mark.parametrize("svg", DRAWN)
def test_icons_are_well_formed_and_named(svg: str) -> None:
    root = ElementTree.fromstring(svg)
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == root.get("aria-label")
    assert root.get("role") == "img"


def test_icons_differ_without_their_colours() -> None:
    def bare(svg: str) -> str:
        return re.sub(
            r"#[0-9a-f]{6}|aria-label=\S+|<title>.*?</title>|fill=\S+|stroke=\S+", "", svg.split("><title>", 1)[1]
        )

    high = {bare(icons.variation_svg(v)) for v in Variation if v.endswith("high")}
    low = {bare(icons.variation_svg(v)) for v in Variation if v.endswith("low")}
    rest = {bare(icons.variation_svg(v)) for v in (Variation.COMMON_CAUSE, Variation.BLANK)}
    judged = {bare(icons.assurance_svg(a)) for a in Assurance if a}
    assert (len(high), len(low), len(rest), len(judged)) == (3, 3, 2, 3)
    assert len(high | low | rest | judged) == 11


def test_icons_carry_letters() -> None:
    assert ">H</text>" in icons.variation_svg(Variation.CONCERN_HIGH)
    assert ">L</text>" in icons.variation_svg(Variation.IMPROVEMENT_LOW)
    assert [a for a in "PF?" if f">{a}</text>" in "".join(icons.assurance_svg(x) for x in Assurance)] == list("PF?")


def test_images_have_an_alternative_text() -> None:
    image = icons.variation_img(Variation.COMMON_CAUSE)
    assert f'alt="{words.terms.VARIATION_WORDS[Variation.COMMON_CAUSE]}"' in image
    assert icons.assurance_img(Assurance.BLANK) == ""
    assert set(icons.ICON_WORDS) == {v for v in (*Variation, *Assurance) if v}


def test_words_never_say_significant() -> None:
    every = [
        *words.terms.VARIATION_WORDS.values(),
        *words.terms.ASSURANCE_WORDS.values(),
        *words.terms.SIGNAL_WORDS.values(),
    ]
    assert "significant" not in json.dumps(every).lower()
