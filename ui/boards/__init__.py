"""The page Boards: lists, one board with its news, and a board presented slide by slide."""
