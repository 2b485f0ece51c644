"""The layouts that ingest knows, one file each. To add one: a file here with a FORMAT, and a line below.

Order does not matter: each format says how sure it is, and the surest reads the file.
"""

from analytics.ingest.formats import (
    msds_annual,
    openprescribing_bulk,
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
    msds_annual.FORMAT,
)
