"""The transition as tables to read and to take away: by return, by group, and who needs support."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics import words
from analytics.model import Kind
from analytics.model.support import Need, Support
from analytics.model.survival import Transition
from analytics.organisations import Organisations, common_name


def curve_table(found: Transition) -> pd.DataFrame:
    """One row a return: the share that had moved with its interval, read late and early, and how many were left; then one
    a quarter of the pace carried on."""
    known = [
        {
            "What": "returned",
            "Day": f"{day:%Y-%m-%d}",
            "Share moved": found.share_at(day),
            "Low": found.interval_at(day)[0],
            "High": found.interval_at(day)[1],
            "Share moved, read early": found.share_at(day, early=True),
            "Still to move": found.waiting_at(day),
        }
        for day in found.returns
    ]
    plans = [
        {"What": "if all plans are kept", "Day": f"{day:%Y-%m-%d}", "Share moved": value}
        for day, value in found.planned[["day", "value"]].iloc[1:].itertuples(index=False)
    ]
    ahead = found.carried_on.ahead.iloc[1:] if found.carried_on and len(found.carried_on.ahead) else pd.DataFrame()
    paces = [
        {
            "What": "if the pace goes on",
            "Day": f"{at.day:%Y-%m-%d}",
            "Share moved": at.value,
            "Low": at.low,
            "High": at.high,
        }
        for at in ahead.itertuples()
    ]
    return pd.DataFrame([*known, *plans, *paces]).round(4)


def group_table(parts: Sequence[Transition]) -> pd.DataFrame:
    """One row a group, furthest first: how many have moved, the share with its interval, and what their plans lead to."""
    ordered = sorted(parts, key=lambda part: (-part.share, part.name))
    rows = []
    for part in ordered:
        low, high = part.interval_at(part.as_at)
        last = part.planned_share(0.9)
        rows.append(
            {
                "Group": part.name,
                "Moved": len(part.rows) - len(part.waiting),
                "Known": len(part.rows),
                "Share": words.transition.share(part.share),
                "95% interval": f"{words.transition.share(low)} to {words.transition.share(high)}"
                if low == low
                else "",
                "90% if all plans are kept": words.formats.day(last) if last else "not by plans",
            }
        )
    return pd.DataFrame(rows)


def need_table(needs: Sequence[Need], of: Support, tree: Organisations) -> pd.DataFrame:
    """One row an organisation, in the order of the list: why, and when it plans to go live."""
    return pd.DataFrame(
        {
            "Organisation": [need.organisation.short_name for need in needs],
            "Why": [words.support.why(need, of) for need in needs],
            "Planned go-live": [words.support.plan(need) for need in needs],
            "Reasons": [len(need.reasons) for need in needs],
            "Months behind": [need.months for need in needs],
            **{title: [_above(tree, need, kind) for need in needs] for title, kind in _PLACES.items()},
            "Collaborative": [_psc(tree, need) for need in needs],
            "Code": [need.organisation.code for need in needs],
        }
    )


_PLACES = {"ICB": Kind.ICB, "Region": Kind.REGION}


def _above(tree: Organisations, need: Need, kind: Kind) -> str:
    above = tree.ancestor(need.organisation.code, kind)
    return common_name(above) if above else ""


def _psc(tree: Organisations, need: Need) -> str:
    psc = tree.psc_of(need.organisation)
    return common_name(tree[psc]) if psc else ""
