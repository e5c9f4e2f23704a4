-- A printed value has the decimals it was printed with; a percentage has the unit %.
SELECT document_id, page, fact_id, measure, quote, value, decimals, unit
FROM facts
WHERE (value_source = 'printed' AND value IS NOT NULL AND decimals IS NULL)
  OR (measure = 'percent' AND unit IS DISTINCT FROM '%')
  OR (measure = 'money' AND unit IS NULL);
