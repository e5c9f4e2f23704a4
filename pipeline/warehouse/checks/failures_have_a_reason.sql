-- A document or page that was not read says why; one that was read has no error.
SELECT 'documents' AS table_name, document_id, path, status, error_code FROM documents
WHERE (status = 'ok') <> (error_code IS NULL) OR (error_code IS NULL) <> (error_detail IS NULL)
UNION ALL
SELECT 'pages', document_id, CAST(page AS VARCHAR), status, error_code FROM pages WHERE (status = 'ok') <> (error_code IS NULL);
