"""Interrupted time series: `regression` by segments, with the careful errors of `methods.newey_west`."""
