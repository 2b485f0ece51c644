"""Writes the table of thresholds anew."""

from analytics.methods.cusum.calibration import TABLE, simulate

simulate().to_csv(TABLE, index=False, float_format="%.5g")
