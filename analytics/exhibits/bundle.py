"""The bundle: how much care is given in all, how many babies got everything, and which intervention holds that back most."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import words
from analytics.answers import chart as charts
from analytics.answers import held_back as answers
from analytics.answers.held_back import COMPOSITE, EVERYTHING, TOTAL
from analytics.catalogue.effects import chosen_rate
from analytics.charts import bundle as bars
from analytics.charts.bundle import Bar
from analytics.exhibits import control
from analytics.exhibits.scope import Scope
from analytics.model import HeldBack
from analytics.model.exhibit import Exhibit, Native, Picture
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import estimates as say

HOLDS_BACK = "What holds the bundle back?"


def section(scope: Scope) -> tuple[Exhibit, ...]:
    """The three scores of the bundle over time, then what holds it back."""
    scores = (charts.chart(scope.data, scope.ask(slug)) for slug in (TOTAL, EVERYTHING, COMPOSITE))
    found = answers.held_back(scope.data, scope.ask(COMPOSITE), rate(scope))
    return (*(control.of(scope, charted, large=False) for charted in scores), *held_back(scope, found))


def rate(scope: Scope) -> float:
    """The rate to reach, as the view sets it."""
    return chosen_rate(dict(scope.view.assumptions))[1]


def held_back(scope: Scope, found: HeldBack | None) -> tuple[Exhibit, ...]:
    """What each intervention would add to the score at the rate (where there is a score), and whom each missed."""
    if found is None:
        why = "No intervention has a figure for these months."
        return (scope.nothing(f"bundle_held_back_{scope.organisation.code}", HOLDS_BACK, why),)
    held = _Held(scope, found)
    return (held.gains(), held.missed()) if found.score is not None else (held.missed(),)


@dataclass(frozen=True)
class _Held:
    """Both pictures of one answer."""

    scope: Scope
    found: HeldBack

    @property
    def titles(self) -> dict[str, str]:
        measures = self.scope.data.catalogue.measures
        return {slug: measures[slug].short_title for slug in self.found.composite.composite_of}

    @property
    def aim(self) -> str:
        return say.rate_words(rate(self.scope))

    @property
    def period(self) -> str:
        start, end = self.found.year
        return f"{start:%B %Y} to {end:%B %Y}"

    def gains(self) -> Exhibit:
        """The rise of the score if one intervention alone were at the rate."""
        drawn = [
            Bar(
                self.titles[str(row["measure"])],
                row["acs_gain"],
                say.points(row["acs_gain"]),
                row["acs_low"],
                row["acs_high"],
                f"{say.points(row['acs_low'])} to {say.points(row['acs_high'])}",
            )
            for row in self.found.gains.to_dict("records")
        ]
        told = "; ".join(f"{b.name} {b.value_text} ({b.range_text})" for b in drawn[:3])
        alt = f"Bars of the rise of the appropriate care score: {told}"
        picture = picture_of(drawn, True, "percentage points", alt, self.found.illustrative)
        title = f"Rise of the appropriate care score if this one were at {self.aim}"
        return self._exhibit("held_back", title, picture, None)

    def missed(self) -> Exhibit:
        """Eligible babies whom each intervention did not reach."""
        ordered = self.found.gains.sort_values("missed", ascending=False, kind="stable")
        drawn = [
            Bar(self.titles[str(row["measure"])], row["missed"], say.people(row["missed"]))
            for row in ordered.to_dict("records")
        ]
        told = "; ".join(f"{b.name} {b.value_text}" for b in drawn[:3])
        alt = f"Bars of babies missed by intervention, {self.period}: {told}"
        picture = picture_of(drawn, False, "babies", alt, self.found.illustrative)
        native = Native("bars", "Intervention", ("Missed",))
        return self._exhibit("missed", "Eligible babies who did not receive it", picture, native)

    def _exhibit(self, name: str, title: str, picture: Picture, native: Native | None) -> Exhibit:
        scope, found = self.scope, self.found
        told = say.bundle_sentence(found.gains, self.titles, found.score, rate(scope), scope.name)
        return scope.exhibit(
            f"bundle_{name}_{scope.organisation.code}",
            title,
            f"{told} ({self.period}; the rate is the one set under “What if?” in What it means for babies.)",
            picture,
            lambda: table(found, self.titles),
            "The numbers behind these bars",
            scope.lines(found.composite) | {"Months": self.period, "Rate to reach": self.aim},
            self._notes(),
            illustrative=found.illustrative,
            native=native,
        )

    def _notes(self) -> tuple[str, ...]:
        measures, found = self.scope.data.catalogue.measures, self.found
        left_out = words.formats.join([m.short_title for m in found.left_out])
        aims = [f"{t} {say.rate_words(aim)}" for s, t in self.titles.items() if (aim := measures[s].target) is not None]
        same_rate = f"All are held to the same rate. National ambitions exist for few: {words.formats.join(aims)}."
        return (
            f"Left out, because too few have reported or nobody was eligible: {left_out}." if left_out else "",
            same_rate if aims else "",
            say.BUNDLE_LIMITS if found.score is not None else "",
        )


def picture_of(drawn: list[Bar], percent: bool, title: str, alt: str, illustrative: bool) -> Picture:
    """Bars, most first."""
    told = f"{alt}. {ILLUSTRATIVE}." if illustrative else f"{alt}."
    return Picture(bars.template(len(drawn), percent, title, illustrative), bars.rows(drawn), told)


def table(found: HeldBack, titles: dict[str, str]) -> pd.DataFrame:
    """What the bars show and more: shares as fractions, as in every table to take away."""
    gains, score = found.gains, found.score
    made = pd.DataFrame(
        {
            "Intervention": gains["measure"].map(titles),
            "Received": gains["numerator"],
            "Eligible with data": gains["denominator"],
            "Rate": gains["rate"].round(4),
            "Missed": gains["missed"],
            "More babies to reach the rate": gains["to_reach"].round(1),
            "Composite quality score would rise by": gains["cqs_gain"].round(4),
        }
    )
    if score is None:
        return made
    names = {"acs_low": "at least", "acs_gain": "about", "acs_high": "at most"}
    would = {f"Appropriate care score would be {name}": (score + gains[c]).round(4) for c, name in names.items()}
    return made.assign(**would, **{"Share of babies eligible, assumed": gains["share"].round(3)})
