"""The quarterly report: drafted from the data, edited, kept and handed out."""

from ui import frame, report

report.draw(frame.open_page("Report", "What do we report for this quarter, and what is new since the last one?"))
