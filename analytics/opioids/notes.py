"""Why a row of dispensing does not count: in the engine a short name, outside a sentence."""

from __future__ import annotations

NHS_NUMBER = "nhs_number"
"""The note of a row that does not count, whose person may be told by an NHS number."""
UNKNOWN = "unknown:"
"""Followed by the first nine characters of a BNF code that is no medicine we know, or an opioid without a factor."""
OTHER = "other"

FAULTS = {
    "bnf_code": "bnf_code is blank",
    "route": "route is none that we know (oral, patch, injection, under the tongue, in the mouth, nasal, rectal, other)",
    "factor": "the table of OME factors has none for this substance by this route",
    "patient_id": "patient_id is blank",
    "age": "age is no whole number from 0 to 130",
    "date": "the date is no day such as 2023-04-05 and no month such as 2023-04, or lies outside 1990 to 2100",
    "org_code": "org_code is no board, nor an organisation whose board we know, in that month",
    "quantity": "quantity is no number above 0 and up to 100,000",
    "strength_mg": "strength_mg is no number above 0 and up to 10,000",
    "patch": "strength_mg of a patch is neither a rate in mg an hour (0.025 for 25 micrograms) nor the mg that it gives off",
    "days_supplied": "days_supplied is no whole number from 1 to 366",
}
"""Rows with these are rejected, for the first that applies."""
COLUMNS = {"date": "dispensed", "factor": "route", "patch": "strength_mg"}
"""The column that a fault is about, where it has another name."""

LEFT_OUT = {
    "methadone": "methadone, which the measures leave out",
    "by_other_routes": "opioids given neither by mouth nor as a patch",
    "under_18": "people under 18",
    "low_dose": "co-products with less than 15 mg of the opioid in a unit",
}
"""Rows with these are sound, and the measures leave them out."""
