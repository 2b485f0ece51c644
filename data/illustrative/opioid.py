"""Illustrative opioid measures: people (two national measures) and OpenPrescribing's items and OME, kept apart.

Counts of people are never sums: a person prescribed in two ICBs counts in each, so regions and England are a little
less than their ICBs together. Levels are invented; what is calibrated is the fall since 2021 that the report printed.
"""

from __future__ import annotations

import numpy as np
from calibrate import MONTHS, calendar_months, month_index, month_name, sigmoid, solve
from places import Places

Row = tuple[str, str, str, object, object, str, str]

PATIENTS = """
    00L:337 00N:160 00P:291 00Q:184 00R:178 00T:327 00V:211 00X:191 00Y:266 01A:403 01D:247 01E:227 01F:136 01G:312
    01H:334 01J:171 01K:355 01T:159 01V:127 01W:326 01X:201 01Y:223 02A:249 02E:228 02G:117 02H:345 02M:185 02P:269
    02Q:125 02T:224 02X:334 02Y:313 03F:312 03H:173 03K:184 03L:271 03N:630 03Q:250 03R:395 03W:357 04C:440 04V:416
    04Y:139 05D:152 05G:230 05Q:221 05V:155 05W:293 06H:1038 06K:626 06L:415 06N:683 06Q:414 06T:373 07G:187 07H:330
    07K:276 09D:329 10Q:810 10R:234 11J:827 11M:686 11N:602 11X:603 12F:343 13T:548 14L:720 14Y:587 15A:581 15C:1076
    15E:1607 15F:922 15M:1126 15N:1285 16C:728 18C:826 26A:1091 27D:810 36J:660 36L:1756 42D:562 52R:1132 70F:935
    71E:817 72Q:2087 78H:832 84H:563 91Q:2000 92A:1137 92G:997 93C:1790 97R:574 99A:578 99C:227 99E:291 99F:187
    99G:193 A3A8R:2432 B2M3M:1086 D2P2L:1315 D4U1Y:833 D9Y0V:1715 M1J4Y:1114 M2L0M:527 W2U3Z:2851 X2C4Y:457
"""
"""Registered patients in thousands by sub-ICB, September 2023, rounded (OpenPrescribing list sizes)."""
ADULT_SHARE, GROWTH_A_YEAR = 0.79, 0.010

REGION = {"Y56": 0.45, "Y58": 0.95, "Y59": 0.82, "Y60": 1.18, "Y61": 1.00, "Y62": 1.38, "Y63": 1.42}
"""How much is prescribed relative to England: London least and the north most, as OpenPrescribing shows, roughly."""

Y2021 = slice(month_index("2021-01"), month_index("2021-12") + 1)
FEWER = {
    "opioid_4m": (25_693, slice(month_index("2022-07"), month_index("2023-03") + 1)),
    "opioid_high": (7_217, slice(month_index("2022-09"), month_index("2023-07") + 1)),
}
"""The report, pages 21 and 23: fewer people a month than the mean of 2021, and the months compared."""
PEOPLE = {"opioid_4m": 1_450_000, "opioid_high": 62_000}
SEASON = {
    "opioid_4m": (-4, -8, 4, -6, -14, 7, 3, -2, 0, 4, 2, 8),
    "opioid_high": (-2, -10, 4, -4, -8, 8, 4, 0, 0, 2, 0, 6),
}
"""Thousandths by calendar month: May low and June high, as the report tells."""
SPRING_2023 = {month_index("2023-04"): -0.038, month_index("2023-05"): -0.046, month_index("2023-06"): -0.052}
"""Three astronomical points of opioid_4m. The report does not say on which side; here they are low."""
COUNTED_TWICE = {"region": 0.002, "nation": 0.004}
PROVISIONAL_FROM = MONTHS - 2
SUPPORTED = 1.5
"""How much faster the number falls at ICBs that have reached the action phase of the Whole System Approach."""


def list_sizes() -> dict[str, float]:
    """`PATIENTS` by code."""
    return {code: float(size) for code, _, size in (pair.partition(":") for pair in PATIENTS.split())}


def growth() -> np.ndarray:
    """Registered patients by month relative to September 2023; shape (MONTHS,)."""
    return (1 + GROWTH_A_YEAR) ** ((np.arange(MONTHS) - MONTHS + 1) / 12)


def people(rng: np.random.Generator, slug: str, adults: np.ndarray, effect: np.ndarray, pace: np.ndarray) -> np.ndarray:
    """People by ICB and month, not rounded, shape (ICBs, MONTHS): up to 2021, then down by as much as was printed."""
    t = np.arange(MONTHS)
    fewer, window = FEWER[slug]
    rise = -0.022 * np.clip(1 - t / Y2021.start, 0, 1)
    season = np.array(SEASON[slug])[calendar_months() - 1] / 1000
    spring = np.array([SPRING_2023.get(m, 0.0) for m in range(MONTHS)]) * (slug == "opioid_4m")
    nation, own = rng.normal(0, 0.0035, MONTHS), rng.normal(0, 0.004, (len(adults), MONTHS))
    usual = 1 + rise + season + spring + nation + own
    base = adults[:, -1] * effect
    base = base / base.sum() * PEOPLE[slug] / (1 - COUNTED_TWICE["nation"])
    decline = np.clip((t - Y2021.stop + 2) / 12, 0, 1.4) * pace[:, None]

    def fall(depth: float) -> float:
        england = (base[:, None] * (usual - depth * decline)).sum(axis=0) * (1 - COUNTED_TWICE["nation"])
        return float(england[Y2021].mean() - england[window].mean())

    return base[:, None] * (usual - solve(fall, fewer, -1.0, 1.0) * decline)


def people_rows(rng: np.random.Generator, places: Places, acting: frozenset[str]) -> list[Row]:
    """Both measures of people for ICBs, regions and England. `acting` are ICBs in phase 6 of the approach."""
    icbs = places.icbs
    thousands = places.sub_icbs["code"].map(list_sizes()).groupby(places.sub_icbs["icb_code"]).sum()
    size = thousands.reindex(icbs["code"]).to_numpy() * 1000
    adults = size[:, None] * ADULT_SHARE * growth()
    rows: list[Row] = []
    for slug in FEWER:
        effect = icbs["region_code"].map(REGION).to_numpy() * rng.lognormal(0, 0.13, len(icbs))
        pace = np.clip(rng.normal(0.9, 0.5, len(icbs)), -0.4, 2.2)
        pace[icbs["code"].isin(acting)] += SUPPORTED - 1
        counts = people(rng, slug, adults, effect, pace)
        groups = {"ENG": (np.ones(len(icbs), dtype=bool), COUNTED_TWICE["nation"])}
        groups |= {r: ((icbs["region_code"] == r).to_numpy(), COUNTED_TWICE["region"]) for r in sorted(REGION)}
        groups |= {c: ((icbs["code"] == c).to_numpy(), 0.0) for c in icbs["code"]}
        for code, (members, twice) in groups.items():
            top, bottom = counts[members].sum(axis=0) * (1 - twice), adults[members].sum(axis=0)
            rows += [
                (
                    slug,
                    code,
                    month_name(t),
                    round(top[t]),
                    round(bottom[t]),
                    "",
                    "provisional" if t >= PROVISIONAL_FROM else "",
                )
                for t in range(MONTHS)
            ]
    return rows


def prescribing_rows(rng: np.random.Generator, places: Places) -> list[Row]:
    """OpenPrescribing's two measures by sub-ICB: items at 120 mg OME a day or more, and all OME, per 1,000 patients."""
    subs, t = places.sub_icbs, np.arange(MONTHS)
    patients = subs["code"].map(list_sizes()).to_numpy()[:, None] * growth()
    local = dict(zip(places.icbs["code"], rng.lognormal(0, 0.12, len(places.icbs)), strict=True))
    effect = subs["region_code"].map(REGION).to_numpy() * subs["icb_code"].map(local).to_numpy()
    season = np.array(SEASON["opioid_high"])[calendar_months() - 1] / 1000
    rows: list[Row] = []
    for slug, level, fall, spread in (("opioidome", 29_500, 0.17, 0.10), ("opioidper1000", 1.56, 0.32, 0.22)):
        own = effect * rng.lognormal(0, spread, len(subs))
        own = own / np.average(own, weights=patients[:, -1])
        steady = 1 - fall * (sigmoid((t - 27) / 10) - sigmoid(-2.7)) / 0.87
        tilt = 1 + rng.normal(0, 0.05, (len(subs), 1)) * t / MONTHS
        rate = level * own[:, None] * steady * tilt * (1 + season) * (1 + rng.normal(0, 0.015, (len(subs), MONTHS)))
        items = np.rint(rate * patients).astype(int)
        rows += [
            (slug, code, month_name(m), items[i, m], f"{patients[i, m]:.3f}", "", "")
            for i, code in enumerate(subs["code"])
            for m in range(MONTHS)
        ]
    return rows
