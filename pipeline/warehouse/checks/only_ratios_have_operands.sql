-- Numerator, denominator and percent belong to ratios, a base to changes; a computed value to ratios.
SELECT document_id, page, fact_id, measure, quote
FROM facts
WHERE measure <> 'ratio'
  AND (
    numerator IS NOT NULL OR denominator IS NOT NULL OR percent IS NOT NULL OR derived
    OR (base_value IS NOT NULL AND measure <> 'change')
    OR value IS NULL
  );
