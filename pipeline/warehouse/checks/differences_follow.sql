-- The difference is stated minus expected, and relative to the expected value.
SELECT document_id, page, check_id, stated_value, expected_value, difference, difference_relative
FROM checks
WHERE (stated_value IS NOT NULL AND expected_value IS NOT NULL AND difference IS DISTINCT FROM stated_value - expected_value)
  OR (
    difference IS NOT NULL AND expected_value <> 0
    AND abs(CAST(difference_relative AS DOUBLE) - CAST(difference AS DOUBLE) / CAST(expected_value AS DOUBLE)) > 0.000001
  )
  OR (expected_value = 0 AND difference_relative IS NOT NULL);
