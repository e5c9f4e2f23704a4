-- A number that serves a fact is a figure: legal numbers, dates, ranks and names never become facts.
SELECT m.document_id, m.page, m.mention_id, m.text, m.kind, m.context
FROM fact_mentions fm
JOIN mentions m USING (mention_id)
JOIN facts f ON f.fact_id = fm.fact_id
WHERE m.kind <> 'figure' AND NOT (m.kind = 'rank' AND f.measure = 'rank');
