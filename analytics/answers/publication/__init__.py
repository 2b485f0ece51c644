"""A measure as it may be published: `governance.disclosure` applied to every organisation, period and length of period."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.answers.publication.judge import Judge, groups
from analytics.answers.publication.judged import Judged, Published, grids
from analytics.answers.publication.shown import shown
from analytics.governance import disclosure
from analytics.series.resolve import Resolved

__all__ = ["Judged", "Published", "published"]


def published(
    whole: Resolved, parts: Sequence[tuple[Resolved, Published]] = (), before: Published | None = None
) -> Published:
    """What of a measure may be shown to everybody. `parts` are those of a composite, as they are and as they are shown;
    `before` is what was shown of the measure in the version before this."""
    rule = disclosure.RULES.get(whole.measure.disclosure)
    if rule is None:
        return Published(whole)
    if before is not None and before.resolved.illustrative:
        before = None  # nobody is protected by numbers that were made up
    all_lengths = dict(grids(whole))
    side_by_side = groups(whole.organisations, {code for grid in all_lengths.values() for code in grid.codes})
    held: dict[str, set[int]] = {}
    while True:
        found = Judge(whole.measure, whole.organisations, rule, all_lengths, parts, before, held)
        for members in side_by_side:
            found.judge(members)
        if not found.more_held():
            break
    found.judge_collaboratives()
    cells = {grain: shown(found, grid) for grain, grid in all_lengths.items()}
    return Published(Resolved(whole.measure, whole.organisations, cells, whole.illustrative), found.grain, found.judged)
