"""The warehouse: its views, the comments on them, and the checks that select wrong rows."""
