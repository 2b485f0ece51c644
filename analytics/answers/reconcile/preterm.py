"""Preterm optimisation: rates, the adoption score, and what care was worth."""

from __future__ import annotations

from collections.abc import Callable

from analytics.answers import adoption, outcomes
from analytics.answers import worth as worths
from analytics.answers.question import Question
from analytics.answers.reconcile.known import LAST_MONTH, PRINTED, REPORT_DAY, Check, Known
from analytics.model import ENGLAND, Worth
from analytics.model.view import Span

PERCENT = 100
MILLION = 1_000_000
WOMEN_TO_MARCH_2023 = 14_270
"""Women given magnesium sulphate from April 2018 to March 2023: NHS England, PReCePT page."""
YEAR = "in the last twelve months with data by September 2023"
FIRST_YEAR = "in the first twelve months with data"


def now(slug: str) -> Callable[[Known], float | None]:
    """England's rate in % over the last twelve months."""

    def rate(known: Known) -> float | None:
        return _percent(_counted(known, slug))

    return rate


def _counted(known: Known, slug: str) -> tuple[float, float, int] | None:
    """Reached, eligible and months of the last twelve months of England with data."""
    year = outcomes.last_year(known.data, Question(slug, end=LAST_MONTH))
    return _between(known, slug, year)


def _first(known: Known, slug: str) -> tuple[float, float, int] | None:
    """The same of the first twelve months with data, where they were over when the last twelve began."""
    first = outcomes.first_year(known.data, slug, ENGLAND)
    last = outcomes.last_year(known.data, Question(slug, end=LAST_MONTH))
    return _between(known, slug, first) if first and last and first[1] < last[0] else None


def _between(known: Known, slug: str, months: Span | None) -> tuple[float, float, int] | None:
    rows = outcomes.counts(known.data, slug, ENGLAND, None, *months) if months else None
    if rows is None or rows.empty:
        return None
    row = rows.iloc[0]
    return float(row["numerator"]), float(row["denominator"]), int(row["months"])


def _percent(counted: tuple[float, float, int] | None) -> float | None:
    return PERCENT * counted[0] / counted[1] if counted and counted[1] else None


def _risen(known: Known, slug: str) -> tuple[float, float] | None:
    """The rates in % before and now."""
    before, after = _percent(_first(known, slug)), _percent(_counted(known, slug))
    return None if not before or after is None else (before, after)


def _points(known: Known) -> float | None:
    risen = _risen(known, "steroids")
    return risen[1] - risen[0] if risen else None


def _growth(known: Known) -> float | None:
    risen = _risen(known, "cord")
    return PERCENT * (risen[1] - risen[0]) / risen[0] if risen else None


def _a_month(counted: tuple[float, float, int] | None) -> float | None:
    return counted[0] / counted[2] if counted and counted[2] else None


def _score(known: Known) -> float | None:
    pathway = known.data.catalogue.pathways["preterm"]
    points = adoption.score(known.data, "preterm", ENGLAND, pathway.scores[0].slug, REPORT_DAY).points
    return PERCENT * float(points["value"].iloc[-1]) if len(points) else None


def _worth(known: Known) -> Worth | None:
    """What cord management was worth, from the first month with data to the report's."""
    effect, first = known.data.catalogue.effects["lives"], outcomes.first_year(known.data, "cord", ENGLAND)
    asked = Question("cord", end=LAST_MONTH)
    return worths.worth(known.data, effect, asked, (first[0], LAST_MONTH), {}) if first else None


def _lives(known: Known) -> float | None:
    found = _worth(known)
    return found.total.treatment.value if found else None


def _lives_a_month(known: Known) -> float | None:
    found = _worth(known)
    return found.monthly.treatment.value if found else None


def _more_lives_a_month(known: Known) -> float | None:
    found = _worth(known) if _first(known, "cord") else None
    return found.monthly.beyond.value if found and found.monthly.beyond else None


def _cases(known: Known) -> float:
    return WOMEN_TO_MARCH_2023 / known.data.catalogue.effects["cerebral_palsy"].nnt


def _saving(known: Known) -> float:
    return known.printed("PF018") * (known.data.catalogue.effects["cerebral_palsy"].cost or 0) / MILLION


CASES = f"NHS England's own formula: the {WOMEN_TO_MARCH_2023:,} women that it counts to March 2023 over the NNT"
LIVES = "Babies with optimal cord management in all months of our data over the NNT"
PLACE_BY_LIST, PLACE_BY_TEXT = "PF003", "PF050"
"""The number of the figure on place of birth by the table of figures and by the text."""
CHECKS = {
    "PF002": Check(
        "The text gives 2 to place of birth, which leaves 3 for steroids", lambda known: known.printed(PLACE_BY_LIST)
    ),
    "PF003": Check("The number that the text gives it", lambda known: known.printed(PLACE_BY_TEXT)),
    "PF050": Check("The number that the table of figures gives it", lambda known: known.printed(PLACE_BY_LIST)),
    "PF005 PF037": Check(
        "Pairs of trust and intervention at stage 5 or above over all pairs, from our records of stages",
        _score,
        pathways=("preterm",),
    ),
    "PF018 PF042 PF068": Check(CASES, _cases),
    "PF072": Check(f"{CASES}, which rounds to one more: the figure is cut, not rounded", _cases),
    "PF043 PF069": Check(f"{PRINTED}: 420 cases at the cost of one", _saving),
    "PF017 PF044 PF070": Check(LIVES, _lives, measures=("cord",)),
    "PF073": Check(
        "What the report prints on page 9 for the same two interventions: no number needed to treat is known for "
        "antibiotics",
        lambda known: known.printed("PF044"),
    ),
    "PF046": Check(
        f"Interventions given a month in England {FIRST_YEAR}",
        lambda known: _a_month(_first(known, "total_interventions")),
        measures=("total_interventions",),
    ),
    "PF047": Check(
        f"Interventions given a month in England {YEAR}",
        lambda known: _a_month(_counted(known, "total_interventions")),
        measures=("total_interventions",),
    ),
    "PF048": Check(f"{PRINTED}: 1,722 less 1,213", lambda known: known.printed("PF047") - known.printed("PF046")),
    "PF052": Check(f"Percentage points from the rate {FIRST_YEAR} to that {YEAR}", _points, measures=("steroids",)),
    "PF053": Check(f"Given over eligible {YEAR}", now("mgso4"), measures=("mgso4",)),
    "PF054": Check(f"The rate {YEAR} less that {FIRST_YEAR}, over the latter", _growth, measures=("cord",)),
    "PF055": Check(f"Given over eligible {YEAR}", now("cord"), measures=("cord",)),
    "PF056": Check(f"Babies a month {YEAR} over the NNT", _lives_a_month, measures=("cord",)),
    "PF057": Check(
        f"Babies a month {YEAR} beyond the rate {FIRST_YEAR}, over the NNT; halfway between 8 and 9 either will do",
        _more_lives_a_month,
        measures=("cord",),
    ),
    "PF058": Check(f"In range over eligible {YEAR}", now("normothermia"), measures=("normothermia",)),
    "PF092": Check(
        "The same poster's 20 babies in total over its months of audit",
        lambda known: known.printed("PF098") / known.printed("PF091"),
    ),
    "PF098": Check(
        "The same poster's 20 babies a month times its months of audit",
        lambda known: known.printed("PF092") * known.printed("PF091"),
    ),
    "PF112": Check(
        "The same poster's 95% less 75%, in percentage points",
        lambda known: known.printed("PF103") - known.printed("PF102"),
    ),
}
