-- The operands of a ratio make no count facts of their own.
SELECT r.document_id, r.page, m.text, r.fact_id AS ratio, f.fact_id AS fact
FROM fact_mentions rm
JOIN facts r ON r.fact_id = rm.fact_id AND r.measure = 'ratio' AND rm.role IN ('numerator', 'denominator', 'percent')
JOIN fact_mentions fm ON fm.mention_id = rm.mention_id AND fm.role = 'value'
JOIN facts f ON f.fact_id = fm.fact_id AND f.measure IN ('count', 'money', 'percent')
JOIN mentions m ON m.mention_id = rm.mention_id;
