"""Prescribing of opioids: how much morphine a product equals."""
