-- A word is a run of its page without a blank, in a box that has a size.
-- Looked up in a stretch of the page, see mentions_are_exact.
WITH piece AS (
  SELECT document_id, page, unnest(pieces) AS words, generate_subscripts(pieces, 1) - 1 AS number
  FROM (SELECT document_id, page, regexp_extract_all(text, '(?s).{1,512}') AS pieces FROM pages)
),
stretch AS (
  SELECT
    document_id, page, number, number * 512 AS start,
    concat(words, lead(words) OVER in_order, lead(words, 2) OVER in_order) AS words
  FROM piece
  WINDOW in_order AS (PARTITION BY document_id, page ORDER BY number)
),
word AS (
  SELECT w.*, substring(s.words, w.char_start - s.start + 1, w.char_end - w.char_start) AS printed
  FROM words w
  LEFT JOIN stretch s ON s.document_id = w.document_id AND s.page = w.page AND s.number = w.char_start // 512
)
SELECT document_id, page, char_start, char_end, printed, x0, y0, x1, y1
FROM word
WHERE printed IS NULL
  OR char_end <= char_start
  OR (char_end - char_start <= 1024 AND length(printed) <> char_end - char_start)
  OR regexp_matches(printed, '\s')
  OR x1 < x0
  OR y1 < y0;
