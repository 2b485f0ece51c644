"""The words: what a chart says in plain English, for the page and for a screen reader, and how numbers read.

The one door to them: `from analytics import words`, then `words.control.sentence(series, chart)`. No page and no other
module words a finding itself. `terms` holds the vocabulary and `formats` how numbers, periods and lists read; each other
module speaks of one thing: `control` (a control chart), `comparison`, `funnel`, `spread` (many charts side by side),
`before_after` with its `before_after_cautions`, `adoption`, `held` and `progress` (a pathway, what holds it up, how it
moves), `glance` (a measure in one line), `cusum` (has a rate doubled), `estimates`, `counting` (what was found in a
file), `qart` (a quarterly return), `project_progress` (a project's score). `outlook` and `states` are parts of `control`.
"""

from analytics.words import (  # noqa: F401 (so that `words.control` is there without importing it by itself)
    adoption,
    before_after,
    before_after_cautions,
    comparison,
    control,
    counting,
    cusum,
    estimates,
    formats,
    funnel,
    glance,
    held,
    outlook,
    progress,
    project_progress,
    qart,
    reorganised,
    spread,
    states,
    terms,
)
