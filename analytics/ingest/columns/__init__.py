"""What each column of an unknown table is: what it holds, what that could mean, and what somebody said."""
