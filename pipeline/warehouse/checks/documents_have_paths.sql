-- A document's path is one of its names, and the first of them; what it is the same as is not a copy itself.
SELECT d.document_id, d.path
FROM documents d
LEFT JOIN (SELECT document_id, min(path) AS first_path FROM document_paths GROUP BY document_id) p USING (document_id)
WHERE d.path IS DISTINCT FROM p.first_path
  OR d.document_id <> substring(d.sha256, 1, 16)
  OR d.same_as = d.document_id
  OR d.supersedes = d.document_id
  OR d.same_as IN (SELECT document_id FROM documents WHERE same_as IS NOT NULL);
