"""The words: what a chart says in plain English, for the page and for a screen reader, and how numbers read.

The one door to them: `from analytics import words`, then `words.control.sentence(series, chart)`. No page and no other
module words a finding itself. `terms` holds the vocabulary and `formats` how numbers, periods and lists read; each other
module speaks of one thing: `control` (a control chart), `comparison`, `funnel`, `spread` (many charts side by side),
`before_after` with its `before_after_cautions`, `baseline` (fewer people than then?), `forecast`, `adoption`, `held` and
`progress` (a pathway, what holds it up, how it moves), `approach` (boards by phase and support), `event_study`, `phases`,
`whereabouts`, `transition`, `support` and `learning_responses` (of the patient safety framework), `glance` (a measure in
one line), `deciles` (a band of tenths), `changed` (what changed since a month), `changed_most` (by signal, not jump),
`contribution` (who drives a change), `cusum` (has a rate doubled), `calendar` (signal or calendar), `people` (counts as
rates), `estimates`, `learning` (stories), `qart` (a quarterly return), `quarterly` (a measure in a quarter), `quality`
(of data), `project_progress` (a project's score), `published` (what is hidden from everybody), `reconciled` (published
figures against ours), `since` (what is new), and `counting` (what was found in a file). `outlook` and `states` are parts
of `control`.
"""

from analytics.words import (  # noqa: F401 (so that `words.control` is there without importing it by itself)
    adoption,
    approach,
    baseline,
    before_after,
    before_after_cautions,
    calendar,
    changed,
    changed_most,
    comparison,
    contribution,
    control,
    counting,
    cusum,
    deciles,
    estimates,
    event_study,
    forecast,
    formats,
    funnel,
    glance,
    held,
    learning,
    learning_responses,
    outlook,
    people,
    phases,
    progress,
    project_progress,
    published,
    qart,
    quality,
    quarterly,
    reconciled,
    reorganised,
    since,
    spread,
    states,
    support,
    terms,
    transition,
    whereabouts,
)
