"""Bytes -> sheets of text: encodings, delimiters, workbooks, archives, and where the table in them begins and ends."""
