"""What became of a chart between two versions of the data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.model.control_chart import Assurance, State, Variation
from analytics.model.series import Series


@dataclass(frozen=True, slots=True)
class Turned:
    """A point that both versions have and judge otherwise: its first day, and what it was and is."""

    period: pd.Timestamp
    was: State
    now: State


@dataclass(frozen=True)
class Since:
    """A chart held against itself in an earlier version of the data.

    `new` are periods that had no figure before, `gone` those that have none any more, `revised` those whose figure is
    another; `gained` and `lost` are signals of periods that both have, `new_signals` those of the new ones. `variation` and
    `assurance` are the icons, before and now. Where the grain is another, or one version has no figures, points cannot be
    held against each other and all are empty: `before` is then None or of another grain.
    """

    series: Series
    before: Series | None
    new: tuple[pd.Timestamp, ...] = ()
    gone: tuple[pd.Timestamp, ...] = ()
    revised: tuple[tuple[pd.Timestamp, float, float], ...] = ()
    gained: tuple[Turned, ...] = ()
    lost: tuple[Turned, ...] = ()
    new_signals: tuple[Turned, ...] = ()
    variation: tuple[Variation, Variation] = (Variation.BLANK, Variation.BLANK)
    assurance: tuple[Assurance, Assurance] = (Assurance.BLANK, Assurance.BLANK)

    @property
    def comparable(self) -> bool:
        """Whether both versions have figures of the same grain."""
        return self.before is not None and self.before.grain is self.series.grain

    @property
    def became_real(self) -> bool:
        """Whether the figures were made up before, and are no more."""
        return self.before is not None and self.before.illustrative and not self.series.illustrative

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        changed = (self.new, self.gone, self.revised, self.gained, self.lost)
        icons = (self.variation, self.assurance)
        same = all(was == now for was, now in icons)
        return self.comparable and same and not any(changed) and not self.became_real
