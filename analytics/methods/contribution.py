"""Which parts drive a change of the whole, in parts that add up to it exactly.

The whole's rate is R = sum(w r), with r the rate of each part and w its share of the denominator. For the parts that
report in both periods its change is (Kitagawa, "Components of a difference between two rates", Journal of the American
Statistical Association 1955; 50: 1168-1194; Das Gupta, "Standardization and decomposition of rates", US Bureau of the
Census, P23-186, 1993):

    change of R = sum( mean(w) change(r) )  +  sum( (mean(r) - mean(R)) change(w) )
                       rate                        mix

where means are of the two periods. Taking mean(R) from each rate changes no sum, because the shares' changes add up to
nothing; it makes a part that grows push the whole up only where its rate is above the whole's. The change of the numerator
N = sum(d r), with d the denominator, is sum( mean(d) change(r) ) + sum( mean(r) change(d) ): by rate and by size.

A part that reports in one period only is no nought in the other. The rate of the whole changes from R0 (all of the
earlier) to C0 (without those that left), to C1 (the same parts later), to R1 (with those that joined): C1 - C0 is split as
above, one that joined has w (r - C1), and one that left has -w (r - C0), with w its share of all of its period. Those add up
to R1 - C1 and C0 - R0. All are fractions of whole numbers, so nothing is lost by rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from analytics.model.contribution import Part, Presence, Share

Counts = tuple[Fraction, Fraction]
NOTHING = (Fraction(0), Fraction(0))


def totals(parts: Sequence[Part]) -> tuple[Counts, Counts]:
    """Numerator and denominator of the whole, before and after."""
    return _sum([p.before for p in parts if p.before]), _sum([p.after for p in parts if p.after])


def shares(parts: Sequence[Part]) -> tuple[Share, ...]:
    """What each part contributes, the largest contribution to the rate first; the same for parts in any order.

    Each part has a denominator above 0 wherever it reports. Raises ValueError where no part reports in both periods.
    """
    both = [p for p in parts if p.before and p.after]
    if not both:
        raise ValueError("no part reports in both periods, so there is no change to split")
    (before, after), (core_before, core_after) = totals(parts), totals(both)
    found = [
        _stayed(p, core_before, core_after)
        if p.before and p.after
        else _came_or_went(p, before, after, (core_before, core_after))
        for p in parts
        if p.before or p.after
    ]
    return tuple(sorted(found, key=lambda s: (-abs(s.of_rate), s.part.code)))


def _stayed(part: Part, before: Counts, after: Counts) -> Share:
    (n0, d0), (n1, d1) = part.before or NOTHING, part.after or NOTHING
    r0, r1, w0, w1 = n0 / d0, n1 / d1, d0 / before[1], d1 / after[1]
    mean, overall = (r0 + r1) / 2, (before[0] / before[1] + after[0] / after[1]) / 2
    return Share(
        part,
        Presence.BOTH,
        rate=(w0 + w1) / 2 * (r1 - r0),
        mix=(mean - overall) * (w1 - w0),
        by_rate=(d0 + d1) / 2 * (r1 - r0),
        by_size=mean * (d1 - d0),
    )


def _came_or_went(part: Part, before: Counts, after: Counts, both: tuple[Counts, Counts]) -> Share:
    core_before, core_after = both
    (n, d), whole, core, sign, presence = (
        (part.after, after, core_after, 1, Presence.JOINED)
        if part.after
        else (part.before or NOTHING, before, core_before, -1, Presence.LEFT)
    )
    effect = sign * d / whole[1] * (n / d - core[0] / core[1])
    return Share(part, presence, joined=effect, by_joining=sign * n)


def _sum(counts: Sequence[Counts]) -> Counts:
    return sum((n for n, _ in counts), Fraction(0)), sum((d for _, d in counts), Fraction(0))
