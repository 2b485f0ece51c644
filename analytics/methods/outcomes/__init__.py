"""What care is worth to babies: `estimates` of those spared, the `bundle` of interventions, and the `what_if`."""
