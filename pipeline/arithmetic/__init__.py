"""The heart of the audit: intervals, relations, verdicts and explanations. Pure."""
