"""What is handed out: an answer as a table, and a table as a file."""
