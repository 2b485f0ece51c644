"""What programme pages are made of: a section each, that asks `cached` and draws."""
