"""Where a series is heading: `models` make the forecast, `back_test` says how far to trust it."""
