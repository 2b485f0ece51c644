"""Prescribing of opioids: how much morphine a product equals, and from dispensed items to people."""
