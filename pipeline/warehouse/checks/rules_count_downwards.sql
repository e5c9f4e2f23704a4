-- A rule flags no more than it checked, and checks no more than it could.
SELECT document_id, rule, candidates, checked, flagged FROM rule_runs WHERE flagged > checked OR checked > candidates OR flagged < 0;
