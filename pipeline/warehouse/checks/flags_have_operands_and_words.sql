-- What is flagged says why, in both languages, with a formula, on operands of its own document.
SELECT c.document_id, c.page, c.check_id, c.kind, c.verdict, c.quote
FROM checks c
WHERE c.verdict IN ('inconsistent', 'last_digit', 'truncated')
  AND (
    c.explanation_vi IS NULL OR c.explanation_en IS NULL
    OR (c.formula IS NULL AND c.stated_value IS NOT NULL)
    OR c.stated IS NULL
    OR NOT EXISTS (SELECT 1 FROM check_operands o WHERE o.check_id = c.check_id)
  );
