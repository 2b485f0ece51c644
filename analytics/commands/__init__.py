"""The command line: each command reads its arguments, asks `answers`, `keeping` or `store`, and words what came of it."""
