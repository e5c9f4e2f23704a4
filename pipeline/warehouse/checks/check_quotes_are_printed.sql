-- The words a check quotes stand on its page, or run on to the next; white space collapsed, page numbers left out.
WITH page AS (
  SELECT
    document_id, page,
    regexp_replace(text, '\s+', ' ', 'g') AS words,
    regexp_replace(text, '^\W*\d{1,4}\W*\n|\n\W*\d{1,4}\W*$', '', 'g') AS body
  FROM pages
),
printed AS (
  SELECT
    document_id, page, words,
    regexp_replace(concat(body, ' ', lead(body) OVER (PARTITION BY document_id ORDER BY page)), '\s+', ' ', 'g') AS over
  FROM page
)
SELECT c.document_id, c.page, c.check_id, c.kind, c.quote
FROM checks c
LEFT JOIN printed p USING (document_id, page)
WHERE p.words IS NULL
  OR NOT (
    contains(p.words, regexp_replace(trim(c.quote), '\s+', ' ', 'g'))
    OR contains(p.over, regexp_replace(trim(c.quote), '\s+', ' ', 'g'))
  );
