"""What a picture of adoption says in plain English."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.model import Adoption, Element, Scale, labels
from analytics.model.labels import ILLUSTRATIVE
from analytics.words import formats


def step_number(value: float) -> str:
    """The number of a step as it is printed: 5, 3.5."""
    return f"{value:g}"


def step_sign(value: float) -> str:
    """A step's number in a circle, which nobody takes for a count: ⑤, ○ for 0; one that is not whole as "stage 3.5"."""
    return _CIRCLED[int(value)] if value in range(len(_CIRCLED)) else f"stage {step_number(value)}"


_CIRCLED = "○①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def step_words(scale: Scale, value: float) -> str:
    """A step by number and label: "5 used for some". A value between steps has its number only."""
    try:
        label = scale.label(value)
    except KeyError:
        return step_number(value)
    number = step_number(value)
    return label if re.search(rf"\b{re.escape(number)}\b", label) else f"{number} {label}"


def sentence(adoption: Adoption, scales: Mapping[str, Scale]) -> str:
    """How far adoption has come at a date, furthest and least far, against the ambition, and what is not known.

    `scales` holds the scales of the pathway's elements by slug.
    """
    pathway, stages = adoption.pathway, adoption.stages
    opening = f"At {formats.day(adoption.as_at)}: "
    if stages.empty:
        return f"{opening}nothing is known about any organisation."
    judged = [e for e in pathway.elements if e.adopted_at is not None and not _of(adoption, e).empty]
    parts = [_share(adoption, judged, scales)] if judged else []
    parts += [_most_common(adoption, e, scales[e.scale]) for e in pathway.elements if e.adopted_at is None][:3]
    parts.append(_unknown(adoption))
    return opening + " ".join(p for p in parts if p)


def alt(adoption: Adoption, scales: Mapping[str, Scale]) -> str:
    """A short name for the picture: the pathway, date, how many organisations and elements, the ends of the scales."""
    used = [scales[slug] for slug in dict.fromkeys(e.scale for e in adoption.pathway.elements)]
    steps = formats.join(
        [f"{step_words(scale, scale.steps[0].value)} to {step_words(scale, scale.steps[-1].value)}" for scale in used]
    )
    many = len(adoption.pathway.elements)
    size = "no organisations" if adoption.stages.empty else _organisations(adoption)
    where = f"{adoption.pathway.title}, {formats.day(adoption.as_at)}"
    text = f"Adoption of {where}: {size}, {many} element{'s' * (many != 1)}, steps from {steps}."
    return text + (f" {ILLUSTRATIVE}." if adoption.illustrative else "")


def _share(adoption: Adoption, elements: list[Element], scales: Mapping[str, Scale]) -> str:
    known = [_of(adoption, e) for e in elements]
    reached = [int((k["stage"] >= e.adopted_at).sum()) for k, e in zip(known, elements, strict=True)]
    size = [len(k) for k in known]
    done, pairs = sum(reached), sum(size)
    verb = "is" if done == 1 else "are"
    marks = {step_words(scales[e.scale], e.adopted_at) for e in elements if e.adopted_at is not None}
    state = f"at “{marks.pop()}” or further" if len(marks) == 1 else "in place"
    if len(elements) == 1:
        who = labels.KINDS[adoption.pathway.kind].after(pairs)
        text = f"{done:,} of {pairs:,} {who} ({done / pairs:.0%}) {verb} {state}."
    else:
        over = f"over {len(elements)} elements and {_organisations(adoption)}"
        text = f"{done:,} of {pairs:,} steps ({done / pairs:.0%}) {verb} {state}, {over}."
        share = [r / s for r, s in zip(reached, size, strict=True)]
        best, least = share.index(max(share)), share.index(min(share))
        if share[best] > share[least]:
            text += (
                f" Furthest on: {elements[best].title} ({reached[best]} of {size[best]}); least far:"
                f" {elements[least].title} ({reached[least]} of {size[least]})."
            )
    ambition = adoption.pathway.ambition
    if ambition is None:
        return text
    return text + f" The ambition is {ambition:.0%}: {'reached' if done / pairs >= ambition else 'not reached yet'}."


def _most_common(adoption: Adoption, element: Element, scale: Scale) -> str:
    known = _of(adoption, element)
    if known.empty:
        return ""
    counts = known["stage"].astype(float).value_counts()
    top = float(np.max(counts.index[counts == counts.max()].to_numpy()))
    return formats.sentence(f"{element.title}: most often {_named(scale, top)} ({counts.max()} of {len(known)})")


def _named(scale: Scale, value: float) -> str:
    """A step by its label in quotes; a value between steps by its number."""
    try:
        return f"“{scale.label(value)}”"
    except KeyError:
        return step_number(value)


def _unknown(adoption: Adoption) -> str:
    missing = adoption.expected - adoption.stages["org_code"].nunique()
    if missing <= 0:
        return ""
    return f"Nothing is known about {missing:,} of {adoption.expected:,} {labels.KINDS[adoption.pathway.kind].shorts}."


def _of(adoption: Adoption, element: Element) -> pd.DataFrame:
    stages = adoption.stages
    return stages[(stages["element"] == element.slug) & stages["stage"].notna()]


def _organisations(adoption: Adoption) -> str:
    many = adoption.stages["org_code"].nunique()
    return f"{many:,} {labels.KINDS[adoption.pathway.kind].after(many)}"
