"""The audit a person reads: one page of HTML, two tables for a spreadsheet, and the metrics."""
