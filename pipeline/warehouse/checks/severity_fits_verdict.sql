-- An accusation has a severity of minor or above; what is consistent has none; what is open is at most a note.
SELECT document_id, page, check_id, kind, verdict, severity, quote
FROM checks
WHERE (verdict = 'inconsistent' AND coalesce(severity, 'note') = 'note')
  OR (verdict = 'consistent' AND severity IS NOT NULL)
  OR (verdict = 'undecidable' AND severity IN ('minor', 'major'));
