"""What a project progress score means, what the next half point takes, and what is asked about it, in plain English."""

from __future__ import annotations

from analytics.model import Scale
from analytics.model.labels import ILLUSTRATIVE
from analytics.model.project_progress import Doubt, Evidence, Project
from analytics.words import formats
from analytics.words.adoption import step_words
from analytics.words.counting import counted

DOUBTS = {
    Doubt.NO_NUMBERS: "A score of 3.5 or more speaks of data, and there are none to show here. What shows the improvement?",
    Doubt.NO_IMPROVEMENT: "A score of 3.5 or more is improvement that data show, and no chart shows one. What does?",
    Doubt.NO_AIM: "A score of 4.0 or more is an aim that was met, and none is known. What was the aim, and what met it?",
    Doubt.AIM_NOT_MET: "A score of 4.0 or more is an aim that was met, and no measure meets its aim. Which one did?",
    Doubt.NOT_SIX_MONTHS: "A score of 4.5 is improvement for more than 6 months, and no chart shows it for that long.",
    Doubt.NOT_TWELVE_MONTHS: "A score of 5.0 is improvement for more than 12 months, and no chart shows it for that long.",
    Doubt.MORE_THAN_SAID: "The score says that there is no improvement yet, and the chart shows one. Is it 3.5 by now?",
}


def sentence(project: Project, scale: Scale) -> str:
    """Where a project stands, since when, and how it came there."""
    now, before = project.now, [s for s in project.scored[:-1] if s.quarter < project.now.quarter]
    text = f"{project.title} ({project.name}) is at {step_words(scale, now.score)} in {now.quarter}"
    if before:
        last = before[-1]
        way = "the same as" if last.score == now.score else "up from" if last.score < now.score else "down from"
        text += f", {way} {last.score:g} in {last.quarter}"
    return f"{text}."


def needed(project: Project, scale: Scale) -> str:
    """What the next half point takes."""
    ahead = next((step for step in scale.steps if step.value > project.now.score), None)
    if ahead is None:
        return "This is the highest score."
    return f"The next half point, {ahead.value:.1f}, takes: {ahead.description}"


def shows(evidence: Evidence) -> str:
    """What a measure shows."""
    measure = evidence.measure
    told = [f"{measure.short_title} is at {formats.value(measure, evidence.latest, short=True)}"]
    if evidence.aim is not None:
        verb = "meets" if evidence.met else "does not meet"
        told.append(f"{verb} the aim of {formats.target(measure, evidence.aim)}")
    told.append("its chart shows improvement" if evidence.improving else "its chart shows no improvement")
    if evidence.months:
        told.append(f"for {counted(evidence.months, 'month')}")
    mark = f" {ILLUSTRATIVE}." if evidence.illustrative else ""
    return f"{', '.join(told)}.{mark}"


def doubts(project: Project) -> tuple[str, ...]:
    """What is asked about the score."""
    return tuple(DOUBTS[doubt] for doubt in project.doubts)
