-- mentions.fact_id is a fact the number serves; a number that serves one has it; a figure with a value has decimals.
SELECT m.document_id, m.page, m.mention_id, m.text, m.kind, m.fact_id
FROM mentions m
LEFT JOIN (SELECT mention_id, list(fact_id) AS facts FROM fact_mentions GROUP BY mention_id) s USING (mention_id)
WHERE (m.fact_id IS NULL) <> (s.facts IS NULL)
  OR (m.fact_id IS NOT NULL AND NOT list_contains(s.facts, m.fact_id))
  OR (m.kind = 'figure' AND (m.value IS NULL OR m.decimals IS NULL OR m.magnitude IS NULL));
