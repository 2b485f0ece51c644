"""The calendar: `days` counts working days and days of months, `effect` estimates what they do to a series."""

from analytics.methods.calendar.days import bank_holidays, month_days, working_days
from analytics.methods.calendar.effect import estimate

__all__ = ["bank_holidays", "estimate", "month_days", "working_days"]
