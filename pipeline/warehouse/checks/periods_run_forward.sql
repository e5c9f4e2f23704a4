-- A period ends on or after the day it starts; a date of issue agrees with its year and month.
SELECT 'facts' AS table_name, fact_id AS key, period_start, period_end FROM facts WHERE period_end < period_start
UNION ALL
SELECT 'documents', document_id, period_start, period_end FROM documents WHERE period_end < period_start
UNION ALL
SELECT 'documents (issued)', document_id, issued_on, NULL FROM documents
WHERE issued_on IS NOT NULL AND (issued_year IS DISTINCT FROM year(issued_on) OR issued_month IS DISTINCT FROM month(issued_on));
