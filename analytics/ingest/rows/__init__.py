"""Which rows may be kept: rows of text with known columns -> judged rows, or problems in words."""
