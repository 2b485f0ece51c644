"""A filled quarterly return against the quarter before, as tables to read."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.exports.adoption_tables import movement_table
from analytics.model import Pathway, Returned


def moved(returned: Returned) -> pd.DataFrame:
    """One row a stage that moved, pathway by pathway, those that went back first."""
    tables = [movement_table(m).assign(Pathway=m.pathway.title) for m in returned.movements]
    return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def missing(returned: Returned, pathways: Mapping[str, Pathway]) -> pd.DataFrame:
    """One row a stage that was known at the end of the quarter before and is not returned."""
    titles = {(p.slug, e.slug): e.title for p in pathways.values() for e in p.elements}
    rows = returned.missing
    return pd.DataFrame(
        {
            "Organisation": rows["name"],
            "Element": [titles[pair] for pair in zip(rows["pathway"], rows["element"], strict=True)],
            "Stage then": rows["stage"],
            "Pathway": rows["pathway"].map({p.slug: p.title for p in pathways.values()}),
            "Code": rows["org_code"],
        }
    )
