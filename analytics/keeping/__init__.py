"""The one way to keep a file, for the page and the command alike: `dry_run` says what it would do, `keep` does it."""
