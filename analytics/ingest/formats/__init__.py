"""The layouts that ingest knows, one file each. To add one: a file here with a FORMAT, and a line below.

Order does not matter: each format says how sure it is, and the surest reads the file.
"""

from analytics.ingest.formats import (
    ae_monthly,
    ae_workbook,
    dspt_status,
    epd_extract,
    fingertips,
    fingertips_next,
    msds_annual,
    msds_monthly_data,
    msds_monthly_measures,
    nhsbsa_dfm,
    not_kept,
    openprescribing_analyse,
    openprescribing_api,
    openprescribing_bulk,
    openprescribing_chart,
    periprem_monthly,
    psirf_status,
    qart_history,
    qart_return,
)
from analytics.ingest.shape import Format
from analytics.ingest.templates import (
    adoption as template_adoption,
)
from analytics.ingest.templates import (
    changes as template_changes,
)
from analytics.ingest.templates import (
    events as template_events,
)
from analytics.ingest.templates import (
    observations as template_observations,
)
from analytics.ingest.templates import (
    stories as template_stories,
)

ALL: tuple[Format, ...] = (
    template_observations.FORMAT,
    template_adoption.FORMAT,
    template_events.FORMAT,
    template_stories.FORMAT,
    template_changes.FORMAT,
    openprescribing_bulk.FORMAT,
    openprescribing_chart.FORMAT,
    openprescribing_analyse.FORMAT,
    openprescribing_analyse.EXTRACT_FORMAT,
    openprescribing_api.FORMAT,
    msds_annual.FORMAT,
    msds_monthly_data.FORMAT,
    msds_monthly_measures.FORMAT,
    nhsbsa_dfm.FORMAT,
    epd_extract.FORMAT,
    ae_monthly.FORMAT,
    ae_workbook.FORMAT,
    periprem_monthly.FORMAT,
    qart_history.FORMAT,
    qart_return.FORMAT,
    psirf_status.FORMAT,
    dspt_status.FORMAT,
    fingertips.FORMAT,
    fingertips.UPLOAD_FORMAT,
    fingertips_next.FORMAT,
    *not_kept.FORMATS,
)
