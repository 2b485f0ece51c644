"""Your data on the page: taking files in, asking about them, keeping, and going back."""
