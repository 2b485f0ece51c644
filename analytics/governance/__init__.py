"""Who may see what, and what must stay hidden."""
