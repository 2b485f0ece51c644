"""Text of one cell -> a value: numbers, periods, days and names, in any shape that people write."""
