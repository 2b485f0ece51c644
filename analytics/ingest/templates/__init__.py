"""Our own templates: the files that people download, and how they are read when they come back."""
