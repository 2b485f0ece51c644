"""Titles inside sentences."""

from __future__ import annotations


def within(text: str) -> str:
    """A title or a sentence as it goes on inside another: its first letter small, unless that begins an abbreviation
    ("MEWS in use", "A&E attendances") or all of its words have capitals, as in a name ("Whole System Approach")."""
    words = [word for word in text.split() if word[0].isalpha()]
    name = len(words) > 1 and all(word[0].isupper() for word in words)
    return text if name or not (text[1:2].islower() or text[:2] == "A ") else text[0].lower() + text[1:]
