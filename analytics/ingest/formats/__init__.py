"""The layouts that ingest knows, one file each. To add one: a file here with a FORMAT, and a line below.

Order does not matter: each format says how sure it is, and the surest reads the file.
"""

from analytics.ingest.formats import (
    fingertips,
    msds_annual,
    not_kept,
    openprescribing_bulk,
    openprescribing_chart,
    periprem_monthly,
    psirf_status,
    qart_history,
    template_adoption,
    template_events,
    template_observations,
    template_stories,
)
from analytics.ingest.shape import Format

ALL: tuple[Format, ...] = (
    template_observations.FORMAT,
    template_adoption.FORMAT,
    template_events.FORMAT,
    template_stories.FORMAT,
    openprescribing_bulk.FORMAT,
    openprescribing_chart.FORMAT,
    msds_annual.FORMAT,
    periprem_monthly.FORMAT,
    qart_history.FORMAT,
    psirf_status.FORMAT,
    fingertips.FORMAT,
    fingertips.UPLOAD_FORMAT,
    *not_kept.FORMATS,
)
