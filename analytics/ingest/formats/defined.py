"""Measures that a layout defines itself: read as observations, and kept with their unit and definition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analytics.ingest.shape import Context, Sheet, Understood
from analytics.ingest.templates import observations as template_observations
from analytics.model import Measure, Problem, Severity
from analytics.words.counting import listing


def read(
    sheet: Sheet,
    context: Context,
    defined: Iterable[Measure],
    *,
    problems: tuple[Problem, ...] = (),
    facts: tuple[str, ...] = (),
) -> Understood:
    """Observations of a sheet in our template's columns, whose measures may be `defined` ones.

    What the store says of a measure counts for more than what the layout says. `problems` and `facts` are what the format
    has found on its own way there.
    """
    own = {m.slug: m for m in defined if m.slug not in context.catalogue.measures}
    made = template_observations.read(sheet, replace(context, local={**own, **context.local}))
    kept = set(made.rows["measure"])
    new = {slug: m for slug, m in own.items() if slug not in context.local and slug in kept}
    titles = listing([m.title for m in new.values()], 6)
    said = f"Kept as {'a measure' if len(new) == 1 else 'measures'} of your own: {titles}. See Your measures."
    return replace(
        made,
        problems=(*problems, *made.problems, *([Problem(Severity.INFO, said)] if new else [])),
        facts=(*facts, *made.facts),
        measures=tuple(
            (new | {m.slug: m for m in made.measures}).values()
        ),  # answers about a measure are in the latter
    )
