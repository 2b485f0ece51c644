"""What is passed on: a view as the parameters of a link, and back."""
