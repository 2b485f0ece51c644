"""Public files that are known and hold nothing that a measure of the catalogue could be made from: answered in words."""

from __future__ import annotations

from analytics.ingest.rearranged import nothing
from analytics.ingest.shape import Format, normal
from analytics.tables import OBSERVATIONS

KNOWN: tuple[tuple[str, str, tuple[str, ...], str, str], ...] = (
    (
        "ae_monthly",
        "A&E attendances and emergency admissions, monthly",
        ("Period", "Org Code", "Parent Org", "A&E attendances Type 1"),
        "This is NHS England's monthly A&E file: attendances, waits over four hours and emergency admissions by trust. "
        "They are measures of demand and flow, and none of the programmes here follows them, so nothing is kept",
        "Nothing to do. To chart attendances beside a programme, put them into the observations template.",
    ),
    (
        "epd",
        "English Prescribing Dataset (EPD)",
        ("YEAR_MONTH", "PRACTICE_CODE", "BNF_CODE", "ITEMS", "TOTAL_QUANTITY"),
        "This is the English Prescribing Dataset: items by practice and product. The opioid measures need the number of "
        "patients, which it has not, and oral morphine equivalence by substance and form, which BNF codes do not give "
        "soundly; so nothing is kept",
        "Download opioidper1000 or opioidome by sub-ICB location from OpenPrescribing (openprescribing.net), which "
        "works them out from the same data.",
    ),
    (
        "dspt_status",
        "Data Security and Protection Toolkit, status by organisation",
        ("Code", "Name", "Sector", "Latest.Status", "Final.Status"),
        "This is the status of organisations in the Data Security and Protection Toolkit. It says nothing about patient "
        "safety incident response, though the two are both a status by organisation; so nothing is kept",
        "For the transition to PSIRF give trust code, PSIRF status and as-at date, or use the adoption template.",
    ),
    (
        "ome_factors",
        "Oral morphine equivalence factors",
        ("vpi", "nm", "form", "ome", "vpi_type"),
        "This is OpenPrescribing's table of oral morphine equivalence by substance and form. It is a reference, not "
        "data about organisations; so nothing is kept",
        "Nothing to do: measures that OpenPrescribing works out use it already.",
    ),
)  # fmt: skip


def _format(slug: str, title: str, signature: tuple[str, ...], message: str, remedy: str) -> Format:
    wanted = {normal(name) for name in signature}
    return Format(
        slug=slug,
        title=title,
        table=OBSERVATIONS,
        signature=signature,
        names=dict.fromkeys(signature, ()),
        recognise=lambda columns, _name: 0.9 if wanted <= columns else 0.0,
        read=lambda _sheet, _context: nothing(OBSERVATIONS, message, remedy),
    )


FORMATS = tuple(_format(*known) for known in KNOWN)
