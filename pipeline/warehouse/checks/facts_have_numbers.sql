-- Every fact rests on a printed number, and every number the fact states is linked: value, operands, percent, base.
SELECT f.document_id, f.page, f.fact_id, f.measure, f.quote
FROM facts f
LEFT JOIN (SELECT fact_id, list(role) AS roles FROM fact_mentions GROUP BY fact_id) r USING (fact_id)
WHERE r.roles IS NULL
  OR (f.measure <> 'ratio' AND f.value_source = 'printed' AND NOT list_contains(r.roles, 'value') AND NOT list_contains(r.roles, 'percent'))
  OR (f.percent IS NOT NULL AND NOT list_contains(r.roles, 'percent') AND NOT list_contains(r.roles, 'value'))
  OR (f.measure = 'ratio' AND NOT f.derived AND NOT (list_contains(r.roles, 'numerator') AND list_contains(r.roles, 'denominator')));
