"""What is computed from numbers alone. Each method knows the nouns and no other method; they meet in `answers`."""
