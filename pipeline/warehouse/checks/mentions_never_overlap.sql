-- No two mentions share a character.
SELECT document_id, page, mention_id, text, char_start, previous_end
FROM (
  SELECT *, max(char_end) OVER (
    PARTITION BY document_id, page ORDER BY char_start, char_end
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ) AS previous_end
  FROM mentions
)
WHERE char_start < previous_end OR char_end <= char_start;
