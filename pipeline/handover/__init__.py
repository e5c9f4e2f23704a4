"""What leaves the desk: annotated reports, letters that ask for an explanation, what a new issue changed."""
