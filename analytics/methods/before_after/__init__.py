"""Interrupted time series: `regression` by segments, with the careful errors of `newey_west`."""
