-- A ratio's value is its printed percent, else 100 * numerator / denominator to 6 decimals; nothing else is computed.
SELECT document_id, page, fact_id, quote, value, value_source, numerator, denominator, percent, decimals
FROM facts
WHERE measure = 'ratio'
  AND (
    numerator IS NULL OR denominator IS NULL OR value IS NULL
    OR (percent IS NOT NULL AND (value <> percent OR value_source <> 'printed' OR decimals IS NULL))
    OR (
      percent IS NULL
      AND (
        value_source <> 'computed' OR decimals IS NOT NULL
        OR abs(CAST(value AS DOUBLE) - 100 * CAST(numerator AS DOUBLE) / CAST(denominator AS DOUBLE)) > 0.000001
      )
    )
  );
