-- The words a check quotes stand on its page, white space collapsed.
WITH printed AS (
  SELECT document_id, page, regexp_replace(text, '\s+', ' ', 'g') AS words FROM pages
)
SELECT c.document_id, c.page, c.check_id, c.kind, c.quote
FROM checks c
LEFT JOIN printed p USING (document_id, page)
WHERE p.words IS NULL OR NOT contains(p.words, regexp_replace(trim(c.quote), '\s+', ' ', 'g'));
