"""What the programmes learned: stories out of the store, and their search."""
